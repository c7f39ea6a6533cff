"""What can be chosen in the forms of a question."""

from __future__ import annotations

from geholpen.domain.kennis.queries import OnderwerpInfo
from geholpen.platform.taal import vertaald


def grouped(alle: list[OnderwerpInfo]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Subjects per domain, for a select; "not known yet" is no choice."""
    domeinen: dict[str, list[tuple[str, str]]] = {}
    for o in alle:
        if o.code != "onbekend":
            domein = vertaald(o.domein.replace("_", " ").capitalize())
            domeinen.setdefault(domein, []).append((o.code, vertaald(o.naam)))
    return sorted(domeinen.items())
