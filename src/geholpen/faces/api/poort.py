"""The way in of every interface: who calls, which resource, which method; one door; the answer or the problem."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from rest_framework.exceptions import MethodNotAllowed, NotFound

from geholpen.domain.klantinteracties.queries import Vraag
from geholpen.faces.api import beschrijving, bladzijden, filters, toegang
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.fouten import Conflict, answer
from geholpen.faces.api.invoer import validated
from geholpen.faces.api.verzoek import Antwoord, Verzoek
from geholpen.platform.beurt import beurt
from geholpen.platform.context import Context


class Poort:
    """One interface: its version and its resources."""

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

    def _answer(self, verzoek: Verzoek) -> Antwoord:
        if not verzoek.pad and verzoek.methode == "GET":
            return self._root(verzoek)
        if verzoek.pad in beschrijving.PADEN and verzoek.methode == "GET":
            return beschrijving.answer(verzoek, self.versie, self.bronnen)
        naam, _slash, id = verzoek.pad.partition("/")
        bron = self.bronnen.get(naam)
        if bron is None or "/" in id:
            raise NotFound
        ctx = toegang.context(verzoek)
        verzoek.check_accept()
        return one(bron, verzoek, ctx, _uuid(id)) if id else many(bron, verzoek, ctx)

    def _root(self, verzoek: Verzoek) -> Antwoord:
        names = ",".join(f'"{naam}":"{verzoek.basis}{naam}"' for naam in self.bronnen)
        return Antwoord(200, f"{{{names}}}".encode())


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error


def many(bron: Bron, verzoek: Verzoek, ctx: Context) -> Antwoord:
    """GET and POST on a collection."""
    if verzoek.methode == "GET" and bron.lees:
        return _list(bron, verzoek, ctx)
    if verzoek.methode == "POST" and (bron.maak or bron.maak_getoond):
        id, found = _made(bron, verzoek, ctx)
        koppen = {"Location": f"{verzoek.basis}{bron.naam}/{id}", "ETag": etag(found)} if id else {}
        return Antwoord(201, found, koppen)
    raise MethodNotAllowed(verzoek.methode)


def _made(bron: Bron, verzoek: Verzoek, ctx: Context) -> tuple[UUID | None, bytes]:
    """The id of a new resource and its JSON, from the door that made it or else from the one that reads it."""
    gegevens = validated(bron, verzoek.json, partial=False, new=True)
    if bron.maak_getoond:
        return bron.maak_getoond(ctx, gegevens, verzoek.basis)
    id = bron.maak(ctx, gegevens)  # type: ignore[misc]
    return id, _document(bron, verzoek, ctx, id)


def _list(bron: Bron, verzoek: Verzoek, ctx: Context) -> Antwoord:
    page, size = bladzijden.window(verzoek.vraag)
    adres = verzoek.basis + bron.naam
    try:
        gevraagd, uitklap = filters.read(verzoek.vraag, bron.filters, bron.uitklap)
    except filters.Nothing:
        return Antwoord(200, bladzijden.envelope(adres, verzoek.vraag, 1, size, 0, []))
    found = bron.lees(ctx, Vraag(verzoek.basis, gevraagd, (page - 1) * size, size, uitklap))  # type: ignore[misc]
    documenten = found.documenten
    if bron.uitklap and not uitklap:
        documenten = [doc[:-1] + b',"_expand":{}}' for doc in documenten]
    return Antwoord(200, bladzijden.envelope(adres, verzoek.vraag, page, size, found.totaal, documenten))


def one(bron: Bron, verzoek: Verzoek, ctx: Context, id: UUID) -> Antwoord:
    """GET, PUT, PATCH and DELETE on one resource."""
    match verzoek.methode:
        case "GET" if bron.lees:
            _, uitklap = filters.read(verzoek.vraag, {}, bron.uitklap)
            found = _document(bron, verzoek, ctx, id, uitklap)
            return Antwoord(200, found, {"ETag": etag(found)})
        case "PUT" | "PATCH" if bron.wijzig:
            with beurt(id):  # nobody changes it between our look at If-Match and our writing
                return _change(bron, verzoek, ctx, id)
        case "DELETE" if bron.verwijder:
            with beurt(id):
                return _remove(bron, verzoek, ctx, id)
    raise MethodNotAllowed(verzoek.methode)


def _change(bron: Bron, verzoek: Verzoek, ctx: Context, id: UUID) -> Antwoord:
    _check_unchanged(bron, verzoek, ctx, id)
    partial = verzoek.methode == "PATCH"
    bron.wijzig(ctx, id, validated(bron, verzoek.json, partial=partial, new=False), partial)  # type: ignore[misc]
    found = _document(bron, verzoek, ctx, id)
    return Antwoord(200, found, {"ETag": etag(found)})


def _remove(bron: Bron, verzoek: Verzoek, ctx: Context, id: UUID) -> Antwoord:
    _check_unchanged(bron, verzoek, ctx, id)
    if bron.verwijder_alles and dict(verzoek.vraag).get("cascade", "").lower() == "true":
        return Antwoord(200, orjson.dumps(bron.verwijder_alles(ctx, id, verzoek.basis)))
    bron.verwijder(ctx, id)  # type: ignore[misc]
    return Antwoord(204)


def _document(bron: Bron, verzoek: Verzoek, ctx: Context, id: UUID, uitklap: tuple[str, ...] = ()) -> bytes:
    """The JSON of one resource. Raises NotFound."""
    found: Any = bron.lees(ctx, Vraag(verzoek.basis, (("uuid", str(id)),), 0, 1, uitklap))  # type: ignore[misc]
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
