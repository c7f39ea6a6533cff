"""The form that writes down who may speak for whom."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.partijen.commands import NieuweVertegenwoordiging
from geholpen.domain.partijen.queries import Zoekvraag
from geholpen.platform.errors import Invalid
from geholpen.platform.ui.geboortedatum import read_geboortedatum


def read_zoekvraag(post: Any) -> Zoekvraag:
    """Whom to look for: name and date of birth, or a BSN."""
    geboren = read_geboortedatum(post.get("geboortedatum", ""), timezone.localdate())
    return Zoekvraag(post.get("achternaam", "").strip(), geboren, bsn=post.get("bsn", "").strip())


def read_nieuw(post: Any, partij_id: UUID) -> NieuweVertegenwoordiging:
    """What was filled in, for the customer of this page. Raises Invalid with the name of the input."""
    ander, kant = _ander(post.get("ander", "")), post.get("kant", "")
    if kant not in ("voor", "door"):
        raise Invalid("kant", _("Kies wie voor wie spreekt."))
    codes = {o.code for o in onderwerpen()}
    van = _dag(post.get("geldig_van", ""), "geldig_van")
    if van is None:
        raise Invalid("geldig_van", _("Vul in vanaf welke dag dit geldt."))
    return NieuweVertegenwoordiging(
        soort=post.get("soort", ""),
        vertegenwoordiger_id=partij_id if kant == "voor" else ander,
        vertegenwoordigde_id=ander if kant == "voor" else partij_id,
        omvang=tuple(code for code in post.getlist("omvang") if code in codes),
        geldig_van=van,
        geldig_tot=_dag(post.get("geldig_tot", ""), "geldig_tot"),
        bewijs=post.get("bewijs", ""),
        bron=post.get("bron", ""),
    )


def _ander(tekst: str) -> UUID:
    try:
        return UUID(tekst)
    except ValueError:
        raise Invalid("ander", _("Zoek de andere persoon en kies die.")) from None


def _dag(tekst: str, veld: str) -> date | None:
    if not tekst.strip():
        return None
    try:
        return date.fromisoformat(tekst.strip())
    except ValueError:
        raise Invalid(veld, _("Kies een dag uit de kalender, of schrijf die als 2026-11-30.")) from None
