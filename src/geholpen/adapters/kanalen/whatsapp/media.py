"""A file that a customer sent: asked for, fetched, and compared with the hash that the message named."""

from __future__ import annotations

import hashlib

from geholpen.adapters.kanalen.whatsapp import graph
from geholpen.adapters.kanalen.whatsapp.soorten import sha256
from geholpen.adapters.kanalen.whatsapp.vorm import text
from geholpen.domain.berichten.ports import Kanaalaccount, Mediaverwijzing, OntvangenBijlage
from geholpen.domain.berichten.ports.bijlagen import maak_bijlage
from geholpen.platform.outbound import Accepted, Denied, Outcome

_WEG = frozenset({400, 404, 410})


def fetch(media: Mediaverwijzing, account: Kanaalaccount) -> OntvangenBijlage | None:
    """The file; None when the platform does not have it (any more), or keeps giving another one. Raises OSError when
    it could not be asked now."""
    for _ in range(2):  # an address lives five minutes; a fresh one may well give what was meant
        try:
            return _fetch(media, account)
        except _AnderBestand:
            continue
    return None


class _AnderBestand(Exception):
    """What came is not what the message named."""


def _fetch(media: Mediaverwijzing, account: Kanaalaccount) -> OntvangenBijlage | None:
    said = _done(graph.call(account, "GET", f"{media.id}?phone_number_id={graph.number(account)}"))
    if said is None:
        return None
    where = graph.answer(said)
    bytes_ = _done(graph.download(account, text(where, "url")), again=True)
    if bytes_ is None or not bytes_.whole:
        return None
    expected = {media.sha256, sha256(text(where, "sha256"))} - {""}
    if expected - {hashlib.sha256(bytes_.body).hexdigest()}:
        raise _AnderBestand
    size = text(where, "file_size", most=20)
    if size.isdigit() and int(size) != len(bytes_.body):
        raise _AnderBestand
    return maak_bijlage(media.naam, media.opgegeven_type, bytes_.body)


def _done(outcome: Outcome | None, *, again: bool = False) -> Accepted | None:
    """What came; None when there is nothing. `again`: an address lives five minutes, a fresh one may well do."""
    if outcome is None or isinstance(outcome, Accepted):
        return outcome
    if isinstance(outcome, Denied) and outcome.status in _WEG and not again:
        return None
    raise OSError(outcome.code)
