"""Mail with markup in a frame without rights, and attachments as downloads."""

from __future__ import annotations

import base64
import html
import re
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from geholpen.domain.berichten.ports.bestandscontrole import stays_shut
from geholpen.domain.berichten.queries import BerichtRegel, BijlageRegel, bijlage, gesprek
from geholpen.faces.inloggen import alleen_medewerker
from geholpen.faces.werkplek.vraag.bladzij import context
from geholpen.platform.context import Context
from geholpen.platform.errors import Refused

#: Nothing runs, nothing is fetched: pictures come along in the page itself.
CSP = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
_BEELD = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_CID = re.compile(r"""(src=["'])cid:([^"']{1,400})(["'])""", re.IGNORECASE)
#: Pictures in the text up to this many bytes together; the rest can be downloaded as attachment.
MAX_BEELD = 5_000_000
_HEAD = (
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{titel}</title><base target="_blank">'
    "<style>body{{font:15px/1.5 sans-serif;margin:12px;color:#1a1a1a;overflow-wrap:anywhere}}"
    "img{{max-width:100%;height:auto}}table{{max-width:100%}}</style></head><body>{inhoud}</body></html>"
)


@alleen_medewerker
@require_GET
def mail(request: Any, partij_id: UUID, vraag_id: UUID, bericht_id: UUID) -> HttpResponse:
    """One mail with its markup: cleaned when it came in, shown in a frame that may do nothing."""
    ctx = context(request, partij_id, vraag_id)
    found = next((b for b in gesprek(ctx, partij_id, vraag_id) if b.id == bericht_id), None)
    if found is None or not found.html_veilig:
        raise Http404
    pagina = _HEAD.format(titel=html.escape(found.onderwerpregel), inhoud=_with_pictures(ctx, partij_id, found))
    response = HttpResponse(pagina)
    response["Content-Security-Policy"] = CSP
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _with_pictures(ctx: Context, partij_id: UUID, bericht: BerichtRegel) -> str:
    """The mail with its own pictures in it. A frame without rights sends no session cookie, so it cannot fetch them."""
    beelden = {b.content_id: b for b in bericht.bijlagen if b.content_id and b.type in _BEELD and not b.waarschuwing}
    over = [MAX_BEELD]

    def one(match: re.Match[str]) -> str:
        found = beelden.get(html.unescape(match[2]))
        if found is None or found.grootte > over[0]:
            return f"{match[1]}data:,{match[3]}"
        over[0] -= found.grootte
        return f"{match[1]}{_data_url(ctx, partij_id, found)}{match[3]}"

    return _CID.sub(one, bericht.html_veilig)


def _data_url(ctx: Context, partij_id: UUID, beeld: BijlageRegel) -> str:
    try:
        found = bijlage(ctx, partij_id, beeld.id)
    except Refused:
        return "data:,"
    return f"data:{beeld.type};base64,{base64.b64encode(found.inhoud).decode()}" if found else "data:,"


@alleen_medewerker
@require_GET
def download(request: Any, partij_id: UUID, vraag_id: UUID, bijlage_id: UUID) -> HttpResponse:
    """One attachment, always as a file and never as a page of ours."""
    found = bijlage(context(request, partij_id, vraag_id), partij_id, bijlage_id)
    if found is None:
        raise Http404
    if stays_shut(found.waarschuwing):
        raise Refused("BIJLAGE_GEBLOKKEERD", found.waarschuwing)
    response = HttpResponse(found.inhoud, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.naam, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
