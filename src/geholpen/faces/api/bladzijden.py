"""Pages of a list: `page` and `pageSize` in, `count`, `next`, `previous` and `results` out."""

from __future__ import annotations

from urllib.parse import urlencode

import orjson
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound

STANDAARD, HOOGSTENS = 100, 500
#: Rows into a list; the database counts them in 32 bits.
VERST = 2_000_000_000
Params = tuple[tuple[str, str], ...]


def window(params: Params) -> tuple[int, int]:
    """(page, rows per page). A size that makes no sense is the usual one; a page that makes no sense is not there."""
    given = dict(params)
    size = _number(given.get("pageSize", ""))
    size = min(size, HOOGSTENS) if size > 0 else STANDAARD
    page = _number(given["page"]) if given.get("page") else 1
    if page < 1 or page * size > VERST:
        raise NotFound(_("Ongeldige pagina."))
    return page, size


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def envelope(adres: str, params: Params, page: int, size: int, totaal: int, documenten: list[bytes]) -> bytes:
    """The list as JSON. Raises NotFound for a page after the last."""
    if page > 1 and (page - 1) * size >= totaal:
        raise NotFound(_("Ongeldige pagina."))
    volgende = _link(adres, params, page + 1) if page * size < totaal else None
    vorige = _link(adres, params, page - 1) if page > 1 else None
    return b'{"count":%d,"next":%s,"previous":%s,"results":[%s]}' % (
        totaal,
        orjson.dumps(volgende),
        orjson.dumps(vorige),
        b",".join(documenten),
    )


def _link(adres: str, params: Params, page: int) -> str:
    """The same question for another page; `page` comes first, and is left out for the first page."""
    rest = [(k, v) for k, v in params if k != "page"]
    size = [(k, v) for k, v in rest if k == "pageSize"]
    query = ([("page", str(page))] if page > 1 else []) + size + [(k, v) for k, v in rest if k != "pageSize"]
    return f"{adres}?{urlencode(query)}" if query else adres
