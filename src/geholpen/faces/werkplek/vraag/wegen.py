"""Over which channel an answer goes: the choices, how long the window is open, templates, parts of a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from geholpen.domain.berichten import queries as berichten
from geholpen.domain.berichten.queries import Antwoordweg, BerichtRegel, Sjabloonregel
from geholpen.domain.kanaalwissel.queries import Verder, is_opening
from geholpen.faces.kanaalnamen import kanaalnaam
from geholpen.faces.werkplek.woorden import ANTWOORDWEG
from geholpen.platform.context import Context
from geholpen.platform.smsdelen import smsdelen
from geholpen.platform.telefoonnummer import can_text, leesbaar

#: Values that the form has room for; templates with more places are not offered.
PLEKKEN = 5


@dataclass(frozen=True, slots=True)
class Venster:
    """Until when free text may go over one channel; closed: only a template."""

    kanaal: str
    tot: datetime | None
    dicht: bool
    tekst: str


def choices(ctx: Context, partij_id: UUID, gesprek: list[BerichtRegel], geheim: bool) -> dict[str, Any]:
    """What the composer needs: `adressen` to choose from, which one is chosen, `venster`, `sjablonen`."""
    wegen = [w for w in berichten.antwoordwegen(ctx, partij_id) if w.kanaal != "brief"]  # a letter has its own choice
    rows = [(w, a) for w in wegen for a in _addresses(w, gesprek)]
    keuzes = [{"code": f"{w.kanaal}|{'' if geheim else a}", "tekst": _label(w, a, geheim)} for w, a in rows]
    venster = next((_window(w) for w in wegen if w.mogelijkheden.venster), None)
    sjablonen = berichten.bruikbare_sjablonen(venster.kanaal) if venster else []
    return {
        "adressen": list({k["code"]: k for k in keuzes}.values()),
        "gekozen": _like_last(gesprek, [k["code"] for k in keuzes]),
        "venster": venster,
        "sjablonen": [_sjabloon(s) for s in sjablonen if s.plekken <= PLEKKEN],
        "plekken": range(1, 1 + max((s.plekken for s in sjablonen if s.plekken <= PLEKKEN), default=0)),
        "smshulp": any(w.kanaal == "sms" for w, _a in rows),
    }


def _addresses(weg: Antwoordweg, gesprek: list[BerichtRegel]) -> list[str]:
    """The addresses to offer; of a chat app the one that was used last stands for all."""
    if weg.kanaal == "sms":
        return [a for a in weg.adressen if can_text(a)]
    if weg.kanaal != "whatsapp":
        return list(weg.adressen)
    last = next((b.van for b in reversed(gesprek) if b.kanaal == weg.kanaal and b.richting == "in"), "")
    return [last if last in weg.adressen else weg.adressen[0]]


def _label(weg: Antwoordweg, adres: str, geheim: bool) -> str:
    shown = _("de klant (het adres is geheim)") if geheim else _readable(weg.kanaal, adres)
    tekst = str(ANTWOORDWEG.get(weg.kanaal, weg.kanaal)) % {"adres": shown}
    return f"{tekst} ({_('alleen een sjabloon')})" if weg.venster_dicht else tekst


def _readable(kanaal: str, adres: str) -> str:
    if kanaal == "email":
        return adres
    cijfers = adres.lstrip("+")
    return leesbaar(f"+{cijfers}") if cijfers.isdigit() else _("de klant")


def _like_last(gesprek: list[BerichtRegel], codes: list[str]) -> str:
    """As the customer wrote last or went on since, where that can be answered; else the way they like best."""
    last = next((b for b in reversed(gesprek) if b.richting == "in" or is_opening(b)), None)
    mine = [c for c in codes if last is not None and c.startswith(f"{last.kanaal}|")]
    where = (last.van if last.richting == "in" else next(iter(last.aan), "")) if last is not None else ""
    exact = [c for c in mine if last is not None and c == f"{last.kanaal}|{where}"]
    return next(iter([*exact, *mine, *codes]), "")


def going_on(keuzes: list[dict[str, Any]], verder: Verder | None) -> str:
    """The choice for where the question went on; "" for nowhere, or when that cannot be answered."""
    codes = [k["code"] for k in keuzes if verder is not None and channel(k["code"]) == verder.kanaal]
    exact = [c for c in codes if verder is not None and c == f"{verder.kanaal}|{verder.adres}"]
    return next(iter([*exact, *codes]), "")


def _window(weg: Antwoordweg) -> Venster:
    if weg.venster_dicht or weg.venster_tot is None:
        dicht = _("De klant stuurde langer dan 24 uur geen WhatsApp. U kunt nu alleen een sjabloon sturen.")
        return Venster(weg.kanaal, weg.venster_tot, True, dicht)
    over = weg.venster_tot - timezone.now()
    open_ = _("Vrij schrijven op WhatsApp kan nog %(over)s. Daarna alleen met een sjabloon.") % {"over": _left(over)}
    return Venster(weg.kanaal, weg.venster_tot, False, open_)


def _left(over: timedelta) -> str:
    uren, minuten = divmod(max(int(over.total_seconds()) // 60, 0), 60)
    if uren:
        return _("%(uren)d uur en %(minuten)d minuten") % {"uren": uren, "minuten": minuten}
    return ngettext("%(num)d minuut", "%(num)d minuten", minuten) % {"num": minuten}


def _sjabloon(s: Sjabloonregel) -> dict[str, Any]:
    return {"code": f"{s.naam}|{s.taal}", "tekst": s.tekst, "plekken": s.plekken}


def sms_cost(tekst: str) -> str:
    """How many text messages this text is, in words; "" for none."""
    found = smsdelen(tekst)
    if not found.delen:
        return ""
    telt = ngettext("Deze tekst is %(num)d sms.", "Deze tekst is %(num)d sms'jes.", found.delen) % {"num": found.delen}
    if not found.duur:
        return telt
    duur = _("Door %(tekens)s passen er minder letters in een sms.") % {"tekens": " ".join(found.duur[:5])}
    return f"{telt} {duur}"


#: Languages of templates, as the composer names them; Dutch needs no word.
_TALEN = {"eng": gettext_lazy("Engels")}


def templates(onderwerp_code: str, codes: list[str], gekozen: str, venster: Venster | None) -> list[dict[str, Any]]:
    """Texts of our own to begin with, for the ways that this customer can be answered.

    Over a channel whose window is closed only a template of the provider may go, and none of these. Each says for which
    channels it is, so that the page shows those of the channel that is chosen.
    """
    dicht = venster.kanaal if venster and venster.dicht else ""
    over = [kanaal for kanaal in dict.fromkeys(map(channel, codes)) if kanaal != dicht]
    found = berichten.te_kiezen_sjablonen(onderwerp_code, over)
    return [
        {
            "code": str(k.versie_id),
            "tekst": f"{k.naam} ({_TALEN[k.taal]})" if k.taal in _TALEN else k.naam,
            "kanalen": " ".join(k.kanalen),
            "past": channel(gekozen) in k.kanalen,
            "via": ", ".join(kanaalnaam(kanaal) for kanaal in k.kanalen),
        }
        for k in found
    ]


def channel(code: str) -> str:
    """The channel of a choice in the composer: "email|adres", "brief:", or a bare mail address."""
    return code.partition("|")[0] if "|" in code else "brief" if code.startswith("brief") else "email"


def chosen(waarden: dict[str, str]) -> tuple[str, str]:
    """(channel, address) from the field of the form; ("", "") when nothing was chosen."""
    kanaal, streep, adres = waarden.get("kanaal", "").partition("|")
    return (kanaal, adres) if streep else ("email" if kanaal else "", kanaal)


def filled_template(waarden: dict[str, str], kanaal: str) -> tuple[Any, str] | None:
    """The filled template and its text, when one was chosen for this channel. Raises Invalid."""
    naam, streep, taal = waarden.get("sjabloon", "").partition("|")
    venster_kanaal = waarden.get("sjabloonkanaal", "")
    if not streep or kanaal != venster_kanaal:
        return None
    given = tuple(waarden.get(f"plek_{n}", "") for n in range(1, PLEKKEN + 1))
    return berichten.fill_in(kanaal, naam, taal, given)
