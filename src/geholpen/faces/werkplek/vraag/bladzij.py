"""Everything the page of one question shows, read through the doors under that question's purpose."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from geholpen.domain.berichten import queries as berichten
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.queries import Doel, doel_van
from geholpen.domain.kennis.queries import OnderwerpInfo, onderwerp, onderwerpen
from geholpen.domain.klantcontacten import queries as klantcontacten
from geholpen.domain.klantcontacten.queries import VraagRegel
from geholpen.domain.organisatie.queries import afdelingen, medewerkers, namen, werkdag_na
from geholpen.domain.partijen.queries import namen_van
from geholpen.faces.werkplek.deel.controle import gesteld
from geholpen.faces.werkplek.deel.klantbeeld import STAP, Beeld, beeld
from geholpen.faces.werkplek.postvak.lijst import inbox
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.vraag import beurten as tijd
from geholpen.faces.werkplek.vraag.nieuws import deel
from geholpen.faces.werkplek.woorden import ROL, STATUS, UITKOMST
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import moment

#: The forms under the conversation, one at a time: works without script, keeps the screen calm.
ACTIES = ("notitie", "belofte", "gesproken", "onderwerp", "afsluiten", "oppakken", "heropenen")
DOEN = ("antwoord", *ACTIES[:5], "identiteit")


@dataclass(frozen=True, slots=True)
class Invoer:
    """What the employee was doing: which form, what was typed, what was wrong with it."""

    doe: str = "antwoord"
    waarden: dict[str, str] = field(default_factory=dict)
    fouten: dict[str, str] = field(default_factory=dict)
    melding: str = ""
    conflict_na: int | None = None  # set when the customer wrote after this number
    status: int = 200


def context(request: Any, partij_id: UUID, vraag_id: UUID) -> Context:
    """The employee at work on one question."""
    return request.context.voor(Aanleiding("klantvraag", partij_id, vraag_id))


def show(request: Any, partij_id: UUID, vraag_id: UUID, invoer: Invoer) -> HttpResponse:
    """The page of one question. Raises Refused when the purpose or the role does not allow it."""
    ctx = context(request, partij_id, vraag_id)
    vraag = klantcontacten.regel_van(ctx, partij_id, vraag_id)
    doel = doel_van(Aanleiding("klantvraag", partij_id, vraag_id))
    pane = beeld(ctx, partij_id, _aantal(request), vraag, vraag.niveau, doel)
    gesprek = berichten.gesprek(ctx, partij_id, vraag_id)
    beurten = _beurten(ctx, vraag, pane, gesprek)
    invoer = (
        invoer if invoer.doe != "notitie" or mag_notitie(doel) or invoer.waarden else replace(invoer, doe="antwoord")
    )
    gegevens = {
        "postvak": inbox(request, vraag_id),
        "gekozen": vraag_id,
        "vraag": _kop(ctx, vraag, pane),
        "acties": {a: reverse("werkplek:doen", args=[partij_id, vraag_id, a]) for a in ACTIES},
        "beeld": pane,
        "meer_url": f"{request.path}?aantal={pane.meer}&doe={invoer.doe}#tijdlijn",
        "beurten": beurten,
        "begin_bij": tijd.begin_bij(beurten),
        "nieuws": deel(vraag, [b["bezorging"] for b in beurten if b.get("bezorging")], vraag.laatste_volgnummer),
        "mag_notitie": mag_notitie(doel),
        "gezien_tot": tijd.last_number(gesprek),
        "invoer": invoer,
        "nieuwer": _newer(invoer, gesprek, pane),
        **_formulier(request, ctx, vraag, pane, gesprek, invoer),
    }
    return pagina(request, "vraag/page.html", gegevens, actief="postvak", doel=doel, status=invoer.status)


def _aantal(request: Any) -> int:
    aantal = request.GET.get("aantal", "")
    return min(int(aantal), 200) if aantal.isascii() and aantal.isdigit() and int(aantal) else STAP


def _kop(ctx: Context, vraag: VraagRegel, pane: Beeld) -> dict[str, Any]:
    """The line above the conversation."""
    wat, wie = onderwerp(vraag.onderwerp_code), namen()
    tekst, soort = STATUS[vraag.status]
    namens = vraag.namens_partij_id
    return {
        "regel": vraag,
        "naam": pane.naam,
        "onderwerp": vertaald(wat.naam),
        "onbekend": wat.code == "onbekend",
        "status": tekst if vraag.open else f"{tekst}: {UITKOMST.get(vraag.uitkomst, '')}",
        "status_soort": soort,
        "behandelaar": wie.get(vraag.behandelaar_id, "") if vraag.behandelaar_id else "",
        "van_mij": vraag.behandelaar_id == ctx.actor.id,
        "namens": namen_van(ctx.over(()), [namens]).get(namens, "") if namens else "",
    }


def _beurten(
    ctx: Context, vraag: VraagRegel, pane: Beeld, gesprek: list[berichten.BerichtRegel]
) -> list[dict[str, Any]]:
    sleutels = (vraag.partij_id, vraag.klantvraag_id)
    return tijd.merge(
        vraag,
        tijd.Mensen(pane.naam, namen(), _sprekers(ctx, vraag)),
        gesprek,
        klantcontacten.gesproken_van(ctx, *sleutels),
        klantcontacten.notities_van(ctx, *sleutels),
        klantcontacten.taken_van(ctx, *sleutels),
        klantcontacten.controles_van(ctx, *sleutels),
    )


def _sprekers(ctx: Context, vraag: VraagRegel) -> dict[UUID, str]:
    """Per contact who spoke for the customer: "Hilde Brandsema, bewindvoerder"."""
    gevonden = klantcontacten.sprekers_van(ctx, vraag.partij_id, vraag.klantvraag_id)
    wie = namen_van(ctx.over(()), {s.partij_id for s in gevonden.values()}) if gevonden else {}
    return {
        contact: f"{wie.get(s.partij_id) or _('Iemand')}, {ROL.get(s.soort, _('vertegenwoordiger'))}"
        for contact, s in gevonden.items()
    }


def _newer(invoer: Invoer, gesprek: list[berichten.BerichtRegel], pane: Beeld) -> list[dict[str, Any]]:
    return tijd.newer(gesprek, invoer.conflict_na, pane.naam) if invoer.conflict_na is not None else []


def _formulier(
    request: Any,
    ctx: Context,
    vraag: VraagRegel,
    pane: Beeld,
    gesprek: list[berichten.BerichtRegel],
    invoer: Invoer,
) -> dict[str, Any]:
    """What the form that is open needs, and nothing for the others."""
    if invoer.doe == "antwoord" and vraag.open:
        return _antwoord(request, ctx, vraag, pane, gesprek, invoer)
    if invoer.doe == "belofte":
        return belofte_keuzes(pane, vraag.afdeling_code)
    if invoer.doe == "onderwerp":
        return {"onderwerpen": grouped(onderwerpen())}
    if invoer.doe == "identiteit":
        stand = klantcontacten.stand_van(vraag.partij_id, vraag.klantvraag_id)
        return {"stand": stand, "gesteld": gesteld(stand)}
    if invoer.doe == "afsluiten":
        return {"uitkomsten": [(code, str(tekst)) for code, tekst in UITKOMST.items()]}
    return {}


def mag_notitie(doel: Doel | None) -> bool:
    """Whether this purpose has notes at all."""
    return doel is not None and Gegevenssoort.INTERNE_NOTITIE in doel.nodig


def _antwoord(
    request: Any,
    ctx: Context,
    vraag: VraagRegel,
    pane: Beeld,
    gesprek: list[berichten.BerichtRegel],
    invoer: Invoer,
) -> dict[str, Any]:
    sleutels = (vraag.partij_id, vraag.klantvraag_id)
    adressen = [a for a in pane.klant.digitale_adressen if a.soort == "email" and not a.onbestelbaar]
    laatste = next((b.van for b in reversed(gesprek) if b.richting == "in" and b.kanaal == "email"), "")
    concept = berichten.concept(ctx, *sleutels)
    tekst = invoer.waarden.get("tekst") or (concept.tekst if concept else "")
    keuzes = [{"code": a.adres, "tekst": _("E-mail naar %(adres)s") % {"adres": a.adres}} for a in adressen]
    if not keuzes and pane.klant.geheim:
        keuzes = [{"code": "", "tekst": _("E-mail naar de klant (het mailadres is geheim)")}]
    return {
        "adressen": keuzes,
        "aan": invoer.waarden.get("kanaal") or laatste,
        "tekst": tekst or berichten.voorzet(ctx, vraag.partij_id, request.medewerker),
        "concept_van": _concept(concept),
        "antwoord_url": reverse("werkplek:antwoord", args=sleutels),
        "concept_url": reverse("werkplek:concept", args=sleutels),
    }


def _concept(concept: berichten.ConceptTekst | None) -> str:
    if concept is None:
        return ""
    wie = namen().get(concept.medewerker_id, "") if concept.medewerker_id else ""
    return _("Concept van %(wie)s, %(moment)s") % {"wie": wie, "moment": moment(concept.bijgewerkt_op)}


def belofte_keuzes(pane: Beeld, afdeling: str) -> dict[str, Any]:
    """Choices of the form for a promise: departments, specialists, telephone numbers, days."""
    vandaag, alle = timezone.localdate(), afdelingen()
    dagen = {werkdag_na(vandaag, 3): _("over 3 werkdagen"), werkdag_na(vandaag, 1): _("volgende werkdag")}
    dagen[_vrijdag()] = _("vrijdag")
    return {
        "afdelingen": list(alle.items()),
        "afdeling": afdeling,
        "specialisten": [
            (
                vertaald(alle.get(code, code)),
                [(str(m.id), f"{m.naam}, {vertaald(m.functie)}") for m in medewerkers(code)],
            )
            for code in alle
            if medewerkers(code)
        ],
        "nummers": [a.adres for a in pane.klant.digitale_adressen if a.soort == "telefoonnummer"],
        "dagen": [(woord, dag) for dag, woord in sorted(dagen.items())],
        "vrijdag": _vrijdag(),
    }


def _vrijdag() -> date:
    """The coming Friday; on a Friday the next one."""
    vandaag = timezone.localdate()
    return vandaag + timedelta(days=(4 - vandaag.weekday() - 1) % 7 + 1)


def grouped(alle: list[OnderwerpInfo]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Subjects per domain, for a select; "not known yet" is no choice."""
    domeinen: dict[str, list[tuple[str, str]]] = {}
    for o in alle:
        if o.code != "onbekend":
            domein = vertaald(o.domein.replace("_", " ").capitalize())
            domeinen.setdefault(domein, []).append((o.code, vertaald(o.naam)))
    return sorted(domeinen.items())
