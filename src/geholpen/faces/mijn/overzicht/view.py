"""The first page: what do I have to arrange, my questions, what was promised to me."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geholpen.domain.berichten.queries import gewiste_antwoorden, laatste_berichten
from geholpen.domain.chat.queries import teruggezet
from geholpen.domain.doelbinding.queries import staan_uit
from geholpen.domain.kennis.queries import onderwerp, onderwerpen
from geholpen.domain.klantbeeld.queries import Klantbeeld, klantbeeld
from geholpen.domain.klantcontacten.queries import TaakRegel, VraagRegel, taken_van, vragen_van
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.domain.rechten.queries import ONDERWERP, stilstand_van, toestemmingen_van, verzoeken_van
from geholpen.faces.inloggen import alleen_klant
from geholpen.faces.mijn import woorden
from geholpen.faces.mijn.rechten.woorden import SOORT, door_een_ander
from geholpen.faces.mijn.schil import ik, pagina
from geholpen.platform.context import Context
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import datum

#: Promises that were kept or lapsed longer ago than this are on the page of their question only.
RECENT = timedelta(days=30)
#: So long the first page says that a question of a chat was put back.
TERUGGEZET = timedelta(days=14)
Moment = tuple[datetime, str]


@require_GET
@alleen_klant
def overzicht(request: HttpRequest) -> HttpResponse:
    """Everything of one customer on one page."""
    ctx, partij_id = ik(request)
    vandaag = timezone.localdate()
    vragen, taken = vragen_van(ctx, partij_id), taken_van(ctx, partij_id)
    beeld = klantbeeld(ctx, partij_id, 50)
    namen = {o.code: vertaald(o.naam) for o in onderwerpen()}
    stil = standing_still(partij_id, vragen)
    laatste = _laatste(beeld, laatste_berichten(ctx, partij_id))
    wachten = [v for v in vragen if v.status == "wacht_op_klant"]
    gewist = gewiste_antwoorden(ctx, partij_id, [v.klantvraag_id for v in wachten]) if wachten else frozenset()
    gevraagd = _requests(ctx, partij_id, vragen)

    def kaart(v: VraagRegel) -> dict[str, Any]:
        waarom = stil.get(v.klantvraag_id, "")
        anders: dict[str, Any] = dict(woorden.STAAT_STIL) if waarom else {}
        if v.klantvraag_id in gevraagd:
            anders["titel"] = gevraagd[v.klantvraag_id]
        anders["volgende"] = woorden.volgende(v, vandaag, gewist=v.klantvraag_id in gewist, stil=waarom)
        return _vraagkaart(v, namen, laatste) | anders

    kaarten = [kaart(v) for v in vragen]
    te_lezen = [v for v in wachten if v.klantvraag_id not in gewist]
    gegevens = {
        "regelen": _regelen(te_lezen, [t for t in taken if t.klantvraag_id not in stil], namen, vandaag),
        "lopend": [k for k in kaarten if k["open"]],
        "afgerond": [k for k in kaarten if not k["open"]],
        "beloften": beloften(taken, vandaag, stil=stil),
        "teruggezet": teruggezet(partij_id, timezone.now() - TERUGGEZET),
        "voor_mij": _answered_for(ctx, partij_id),
        "voorkeur": woorden.VOORKEUR.get(beeld.voorkeurskanaal, ""),
        "naam": beeld.naam,
        "nu": timezone.now(),
    }
    return pagina(request, "overzicht/page.html", gegevens, actief="overzicht", naam=beeld.naam)


def _requests(ctx: Context, partij_id: UUID, vragen: list[VraagRegel]) -> dict[UUID, str]:
    """Per question that is a request about one's own data what is asked: three of one name are three of nothing."""
    if all(v.onderwerp_code != ONDERWERP for v in vragen):
        return {}
    naam = vertaald(onderwerp(ONDERWERP).naam)
    return {v.id: f"{naam}: {SOORT[v.soort]}" for v in verzoeken_van(ctx, partij_id)}


def _answered_for(ctx: Context, partij_id: UUID) -> list[str]:
    """Consents that somebody who acts for this customer gave, refused or stopped lately, in words."""
    sinds = timezone.now() - RECENT
    return [zin for t in toestemmingen_van(ctx, partij_id) if (zin := door_een_ander(t, sinds))]


def _regelen(
    te_lezen: list[VraagRegel], taken: list[TaakRegel], namen: dict[str, str], vandaag: date
) -> list[dict[str, Any]]:
    """What waits for the customer: answers to read, and a call to be ready for."""
    kaarten = [
        {
            "titel": _("Lees ons antwoord over: %(onderwerp)s") % {"onderwerp": namen.get(v.onderwerp_code, "")},
            "url": reverse("mijn:vraag", args=[v.klantvraag_id]),
            "uitleg": _("Wij wachten op u. Klopt ons antwoord, of wilt u nog iets weten?"),
            "knop": _("Antwoord lezen"),
        }
        for v in te_lezen
    ]
    return kaarten + [_bereikbaar(t) for t in taken if _soon(t, vandaag)]


def _soon(taak: TaakRegel, vandaag: date) -> bool:
    wacht = taak.status == "te_verwerken" and taak.soort == "terugbellen"
    return wacht and taak.uiterlijk_op <= vandaag + timedelta(days=2)


def _bereikbaar(taak: TaakRegel) -> dict[str, Any]:
    return {
        "titel": _("Wij bellen u terug: houd uw telefoon bij u"),
        "url": reverse("mijn:vraag", args=[taak.klantvraag_id]),
        "uitleg": taak.tekst,
        "deadline": taak.uiterlijk_op,
        "knop": _("Vraag bekijken"),
    }


def _laatste(beeld: Klantbeeld, berichten: dict[UUID, Moment]) -> dict[UUID, Moment]:
    """Moment and channel of the last contact of each question: a message or anything else."""
    laatste = dict(berichten)
    for regel in beeld.tijdlijn:
        vorige = laatste.get(regel.klantvraag_id)
        if vorige is None or regel.moment > vorige[0]:
            laatste[regel.klantvraag_id] = (regel.moment, regel.kanaal)
    return laatste


def _vraagkaart(v: VraagRegel, namen: dict[str, str], laatste: dict[UUID, Moment]) -> dict[str, Any]:
    status, soort = woorden.STATUS[v.status]
    moment, kanaal = laatste.get(v.klantvraag_id, (v.gestart_op, v.laatste_kanaal))
    wanneer = {"dag": datum(moment), "hoe": woorden.PER_KANAAL.get(kanaal, "")}
    return {
        "titel": namen.get(v.onderwerp_code, v.onderwerp_code),
        "url": reverse("mijn:vraag", args=[v.klantvraag_id]),
        "status": status,
        "soort": soort,
        "kenmerk": v.kenmerk,
        "open": v.open,
        "laatste": _("Laatste contact: %(dag)s %(hoe)s") % wanneer,
    }


def standing_still(partij_id: UUID, vragen: Iterable[VraagRegel]) -> dict[UUID, str]:
    """The open questions that nobody of ours reads now, each with the code that says why."""
    onder = {v.klantvraag_id: onderwerp(v.onderwerp_code).activiteit for v in vragen if v.open}
    if not onder:
        return {}
    dicht = dict.fromkeys(staan_uit(onder.values()), "DOEL_UIT") | stilstand_van(partij_id, set(onder.values()))
    return {id: dicht[activiteit] for id, activiteit in onder.items() if activiteit in dicht}


def beloften(taken: list[TaakRegel], vandaag: date, naam: str = "", stil: Container[UUID] = ()) -> list[dict[str, Any]]:
    """Promises that stand, and those that ended lately; open ones first. `naam`: to whom, when another reads it;
    `stil`: questions that stand still, with what was promised about them."""
    wie = afdelingen()
    recent = timezone.now() - RECENT
    tonen = [t for t in taken if t.afgehandeld_op is None or t.afgehandeld_op > recent]
    return [
        {
            "wat": f"{woorden.belofte(t, naam)}: {t.tekst}" if t.tekst else woorden.belofte(t, naam),
            "wie": vertaald(wie.get(t.afdeling_code, "")),
            "voor": t.uiterlijk_op,
            "stand": woorden.stand(t, vandaag, stil=t.klantvraag_id in stil),
            "url": reverse("mijn:vraag", args=[t.klantvraag_id]),
            "soort": "bellen" if t.soort == "terugbellen" else "belofte",
            "gedaan_op": t.afgehandeld_op,
            "pogingen": t.pogingen,
            "antwoord": t.antwoord,
        }
        for t in sorted(tonen, key=lambda t: (t.afgehandeld_op is not None, t.uiterlijk_op))
    ]
