"""What a token may do with an action by the scopes of the VNG: create, read, update, delete, normal and confidential.

Pure; every function raises Refused.
"""

from __future__ import annotations

from collections.abc import Collection

from geholpen.platform.errors import Refused

NORMAAL, VERTROUWELIJK, OPGEHEVEN = "normaal", "vertrouwelijk", "opgeheven"


def _need(scopes: frozenset[str], *een_van: str) -> None:
    if not scopes & set(een_van):
        raise Refused("SCOPE", f"Het token heeft dit recht niet: {' of '.join(een_van)}.")


def check_create(scopes: frozenset[str], vertrouwelijkheid: str) -> None:
    """A new action is never lifted at once, and confidential only with the right to that."""
    if vertrouwelijkheid == OPGEHEVEN:
        raise Refused("OPGEHEVEN", "Een nieuwe verwerkingsactie kan niet meteen opgeheven zijn.")
    _need(scopes, *(() if vertrouwelijkheid == VERTROUWELIJK else ("create:normal",)), "create:confidential")


def check_search(scopes: frozenset[str], gevraagd: Collection[str]) -> None:
    """Who may read normal actions only says so in the search."""
    _need(scopes, "read:normal", "read:confidential")
    if "read:confidential" not in scopes and set(gevraagd) != {NORMAAL}:
        raise Refused("SCOPE", "Met dit token zoekt u met vertrouwelijkheid=normaal.")


def check_read(scopes: frozenset[str], vertrouwelijkheid: str) -> None:
    """One action."""
    _need(scopes, *(("read:normal",) if vertrouwelijkheid == NORMAAL else ()), "read:confidential")


def check_update(scopes: frozenset[str], was: str, wordt: str, *, alleen_bewaartermijn: bool) -> None:
    """With the right to normal actions only the term of a normal action changes."""
    normaal = was == wordt == NORMAAL and alleen_bewaartermijn
    _need(scopes, *(("update:normal",) if normaal else ()), "update:confidential")


def check_replace(wordt: str) -> None:
    """Confidentiality is lifted for a whole verwerking, never for one action."""
    if wordt == OPGEHEVEN:
        raise Refused("OPGEHEVEN", "Hef de vertrouwelijkheid op voor de hele verwerking, met PATCH.")


def check_delete(scopes: frozenset[str], vertrouwelijkheid: str) -> None:
    """Let an action lapse."""
    _need(scopes, *(("delete:normal",) if vertrouwelijkheid == NORMAAL else ()), "delete:confidential")
