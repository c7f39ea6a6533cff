"""The way in of every interface: who calls, which resource, which method; one door; the answer or the problem."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from rest_framework.exceptions import NotFound

from geholpen.domain.klantinteracties.queries import Vraag
from geholpen.faces.api import beschrijving, bladzijden, filters, herhaling, openapi, toegang
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.fouten import Conflict, Methode, answer
from geholpen.faces.api.invoer import validated
from geholpen.faces.api.verzoek import Antwoord, Verzoek
from geholpen.platform.beurt import as_a_whole, beurt
from geholpen.platform.context import Context


class Poort:
    """One interface: its version and its resources."""

    #: Of an interface whose standard has its own addresses; here the address says it.
    titel = ""

    def __init__(self, versie: str, bronnen: Mapping[str, Bron]) -> None:
        self.versie, self.bronnen = versie, bronnen

    def __call__(self, verzoek: Verzoek) -> Antwoord:
        """Answer one call; never raises."""
        try:
            found = self._answer(verzoek)
        except Exception as error:  # noqa: BLE001  every fault becomes a problem; the unexpected ones are logged
            found = answer(verzoek, error)
        found.koppen["API-version"] = self.versie
        return found

    def document(self, adres: str) -> dict[str, Any]:
        """The OpenAPI document, for the page that shows it."""
        return openapi.document("", self.versie, adres, self.bronnen)

    def _answer(self, verzoek: Verzoek) -> Antwoord:
        if not verzoek.pad or verzoek.pad in beschrijving.PADEN:
            return self._public(verzoek)
        naam, _slash, id = (verzoek.pad, "", "") if verzoek.pad in self.bronnen else verzoek.pad.partition("/")
        bron = self.bronnen.get(naam)
        if bron is None or "/" in id:
            raise NotFound
        ctx = toegang.context(verzoek)
        verzoek.check_accept()
        return one(bron, verzoek, ctx, _uuid(id)) if id else many(bron, verzoek, ctx)

    def _public(self, verzoek: Verzoek) -> Antwoord:
        """What everybody may read, without a token."""
        if verzoek.methode != "GET":
            raise Methode(verzoek.methode, ("GET", "HEAD"))
        return beschrijving.answer(verzoek, self.versie, self.bronnen) if verzoek.pad else self._root(verzoek)

    def _root(self, verzoek: Verzoek) -> Antwoord:
        names = ",".join(f'"{naam}":"{verzoek.basis}{naam}"' for naam in self.bronnen if "/" not in naam)
        return Antwoord(200, f"{{{names}}}".encode())


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error


def many(bron: Bron, verzoek: Verzoek, ctx: Context) -> Antwoord:
    """GET and POST on a collection."""
    if verzoek.methode == "GET" and bron.lees and bron.lijst:
        return _list(bron, verzoek, ctx)
    if verzoek.methode == "POST" and (bron.maak or bron.maak_getoond):
        return _make(bron, verzoek, ctx)
    raise Methode(verzoek.methode, bron.methoden)


def _make(bron: Bron, verzoek: Verzoek, ctx: Context) -> Antwoord:
    """Make something, once for one Idempotency-Key, and show it."""
    gegevens = validated(bron, verzoek.json, partial=False, new=True)
    if bron.status != herhaling.CREATED or herhaling.KOP not in verzoek.koppen:
        return _made(bron, verzoek, ctx, *_new(bron, ctx, gegevens, verzoek.basis))
    gemaakt = herhaling.once(bron, verzoek, lambda: _new(bron, ctx, gegevens, verzoek.basis))
    try:
        return _made(bron, verzoek, ctx, gemaakt.wat, gemaakt.getoond)
    except NotFound as error:
        raise (herhaling.Verdwenen() if gemaakt.eerder else error) from error


def _new(bron: Bron, ctx: Context, gegevens: dict[str, Any], basis: str) -> tuple[Any, bytes | None]:
    """What was made, and its JSON when the door that made it gives that too."""
    if bron.maak_getoond:
        return bron.maak_getoond(ctx, gegevens, basis)
    return bron.maak(ctx, gegevens), None  # type: ignore[misc]


def _made(bron: Bron, verzoek: Verzoek, ctx: Context, made: Any, found: bytes | None) -> Antwoord:
    """What was made, as it is now. Raises NotFound."""
    if bron.antwoord:
        return Antwoord(bron.status, found or bron.antwoord(ctx, verzoek.basis, made))
    found = found or _document(bron, verzoek, ctx, made)
    return Antwoord(201, found, {"Location": f"{verzoek.basis}{bron.naam}/{made}", "ETag": etag(found)})


def _list(bron: Bron, verzoek: Verzoek, ctx: Context) -> Antwoord:
    page, size = bladzijden.window(verzoek.vraag)
    adres = verzoek.basis + bron.naam
    try:
        gevraagd, uitklap = filters.read(verzoek.vraag, bron.filters, bron.uitklap)
    except filters.Nothing:
        return Antwoord(200, bladzijden.envelope(adres, verzoek.vraag, 1, size, 0, []))
    found = bron.lees(ctx, Vraag(verzoek.basis, gevraagd, (page - 1) * size, size, uitklap))  # type: ignore[misc]
    documenten = found.documenten
    if bron.kaal:
        return Antwoord(200, b"[" + b",".join(documenten) + b"]")
    if bron.uitklap and not uitklap:
        documenten = [doc[:-1] + b',"_expand":{}}' for doc in documenten]
    return Antwoord(200, bladzijden.envelope(adres, verzoek.vraag, page, size, found.totaal, documenten))


def one(bron: Bron, verzoek: Verzoek, ctx: Context, id: UUID) -> Antwoord:
    """GET, PUT, PATCH and DELETE on one resource."""
    match verzoek.methode:
        case "GET" if bron.lees:
            meer, uitklap = filters.read(verzoek.vraag, bron.een_filters, bron.uitklap)
            found = _document(bron, verzoek, ctx, id, uitklap, meer)
            return Antwoord(200, found, {"ETag": etag(found), **_link(bron, verzoek, id)})
        case "PUT" | "PATCH" if bron.wijzig:
            verzoek.json  # noqa: B018  read before anybody waits for us
            with beurt(id):  # nobody changes it between our look at If-Match and our writing
                return _change(bron, verzoek, ctx, id)
        case "DELETE" if bron.verwijder:
            with beurt(id):
                return _remove(bron, verzoek, ctx, id)
    raise Methode(verzoek.methode, bron.methoden_van_een)


def _change(bron: Bron, verzoek: Verzoek, ctx: Context, id: UUID) -> Antwoord:
    _check_unchanged(bron, verzoek, ctx, id)
    partial = verzoek.methode == "PATCH"
    given = validated(bron, verzoek.json, partial=partial, new=False)
    with contextlib.nullcontext() if partial else as_a_whole():
        bron.wijzig(ctx, id, given, partial)  # type: ignore[misc]
    found = _document(bron, verzoek, ctx, id)
    return Antwoord(200, found, {"ETag": etag(found)})


def _remove(bron: Bron, verzoek: Verzoek, ctx: Context, id: UUID) -> Antwoord:
    _check_unchanged(bron, verzoek, ctx, id)
    if bron.verwijder_alles and dict(verzoek.vraag).get("cascade", "").lower() == "true":
        return Antwoord(200, orjson.dumps(bron.verwijder_alles(ctx, id, verzoek.basis)))
    bron.verwijder(ctx, id)  # type: ignore[misc]
    return Antwoord(204)


def _link(bron: Bron, verzoek: Verzoek, id: UUID) -> dict[str, str]:
    """Where more of it is."""
    return {"Link": f'<{verzoek.basis}{bron.ook}/{id}>; rel="related"; title="{bron.ook}"'} if bron.ook else {}


def _document(
    bron: Bron,
    verzoek: Verzoek,
    ctx: Context,
    id: UUID,
    uitklap: tuple[str, ...] = (),
    meer: filters.Params = (),
) -> bytes:
    """The JSON of one resource. Raises NotFound."""
    found: Any = bron.lees(ctx, Vraag(verzoek.basis, (("uuid", str(id)), *meer), 0, 1, uitklap))  # type: ignore[misc]
    if not found.documenten:
        raise NotFound
    return found.documenten[0]


def etag(document: bytes) -> str:
    """A mark of what a resource looks like."""
    return '"' + hashlib.blake2b(document, digest_size=12).hexdigest() + '"'


def _check_unchanged(bron: Bron, verzoek: Verzoek, ctx: Context, id: UUID) -> None:
    """Who says what it looked like (If-Match) changes nothing that looks otherwise by now. Raises Conflict."""
    wanted = verzoek.koppen.get("if-match", "")
    if not wanted or wanted.strip() == "*":
        return
    if etag(_document(bron, verzoek, ctx, id)) not in {mark.strip() for mark in wanted.split(",")}:
        raise Conflict
