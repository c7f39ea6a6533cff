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
from geholpen.domain.kanaalwissel.queries import Verder, is_opening
from geholpen.domain.kennis.queries import onderwerp, onderwerpen
from geholpen.domain.klantcontacten import queries as klantcontacten
from geholpen.domain.klantcontacten.commands import read_genoemd
from geholpen.domain.klantcontacten.queries import VraagRegel
from geholpen.domain.organisatie.queries import afdelingen, collegas_per_afdeling, namen, werkdag_na
from geholpen.faces.afspraakregels import appointment_lines
from geholpen.faces.oproepregels import lines_beside
from geholpen.faces.uitspraken import without_message
from geholpen.faces.werkplek.chat.deel import chatdeel, van_wie_deel, vensterregels
from geholpen.faces.werkplek.deel.controle import gesteld
from geholpen.faces.werkplek.deel.klantbeeld import STAP, Beeld, beeld
from geholpen.faces.werkplek.deel.mag import names_of_others
from geholpen.faces.werkplek.postvak import later
from geholpen.faces.werkplek.postvak.lijst import inbox
from geholpen.faces.werkplek.schil import pagina
from geholpen.faces.werkplek.verdelen.woorden import waarom
from geholpen.faces.werkplek.vraag import aanwezig, noemen, splitsen, weer, wegen
from geholpen.faces.werkplek.vraag import beurten as tijd
from geholpen.faces.werkplek.vraag.keuzes import grouped
from geholpen.faces.werkplek.vraag.kop import kop
from geholpen.faces.werkplek.vraag.naderhand import afloop_regels
from geholpen.faces.werkplek.vraag.nieuws import deel
from geholpen.faces.werkplek.vraag.overdracht import overdracht, wisselvorm
from geholpen.faces.werkplek.woorden import ROL, UITKOMST
from geholpen.platform.context import Aanleiding, Context
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import moment

#: The forms under the conversation, one at a time: works without script, keeps the screen calm.
ACTIES = (
    *("notitie", "belofte", "gesproken", "onderwerp", "afsluiten", "doorgeven"),
    *("oppakken", "heropenen", "later", "volgen"),
)
#: In the list of ways to answer, where the others are mail addresses.
BRIEF = "brief:"
#: How the composer of a chat names its channel; there is no choice in it.
CHAT = "chat|"
DOEN = ("antwoord", *ACTIES[:6], "identiteit", "wissel")


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
    # needs what was said and nothing else: refused here, no other door writes that it was read for a page nobody sees
    correcties = klantcontacten.correcties_van(ctx, partij_id, vraag_id)
    doel = doel_van(Aanleiding("klantvraag", partij_id, vraag_id))
    pane = beeld(ctx, partij_id, _aantal(request), vraag, vraag.niveau, doel)
    gesprek = berichten.gesprek(ctx, partij_id, vraag_id)
    gesproken = without_message(klantcontacten.gesproken_van(ctx, partij_id, vraag_id), gesprek)
    taken = klantcontacten.taken_van(ctx, partij_id, vraag_id)
    beurten = _beurten(ctx, vraag, pane, gesprek, gesproken, taken, correcties)
    invoer = (
        invoer if invoer.doe != "notitie" or mag_notitie(doel) or invoer.waarden else replace(invoer, doe="antwoord")
    )
    _was_here(ctx, vraag)
    chat = _chat(ctx, vraag, gesprek)
    gegevens = {
        "postvak": inbox(request, vraag_id),
        "gekozen": vraag_id,
        "vraag": _kop(ctx, vraag, pane),
        "acties": {a: reverse("werkplek:doen", args=[partij_id, vraag_id, a]) for a in ACTIES},
        "beeld": pane,
        "meer_url": f"{request.path}?aantal={pane.meer}&doe={invoer.doe}#tijdlijn",
        "beurten": beurten,
        "begin_bij": tijd.begin_bij(beurten),
        "nieuws": deel(ctx, vraag, [b["bezorging"] for b in beurten if b.get("bezorging")], vraag.laatste_volgnummer),
        **chat,
        "aanwezig": aanwezig.deel(vraag_id, klantcontacten.meld_aanwezig(vraag, ctx.actor.person)),
        "mag_notitie": mag_notitie(doel),
        "overdracht": overdracht(vraag, gesprek, gesproken, taken),
        "buiten_chat": _outside(request, invoer, chat["chat"]),
        "gezien_tot": tijd.last_number(gesprek),
        "invoer": invoer,
        "nieuwer": _newer(invoer, gesprek, pane),
        # no browser gives files back: whoever sent them and reads this page chooses them again
        "kies_opnieuw": ", ".join(f.name for f in request.FILES.getlist("bijlagen")[:50] if f.name),
        **_formulier(request, ctx, vraag, pane, gesprek, invoer, _went_on(chat["chat"])),
    }
    return pagina(request, "vraag/page.html", gegevens, actief="postvak", doel=doel, status=invoer.status)


def _chat(ctx: Context, vraag: VraagRegel, gesprek: list[berichten.BerichtRegel]) -> dict[str, Any]:
    """How the chat goes and whose it is, for a question that was asked there."""
    if all(b.kanaal != "chat" for b in gesprek):
        return {"chat": None}
    return {"chat": chatdeel(ctx, vraag, gesprek), "van_wie": van_wie_deel(ctx, vraag)}


def _outside(request: Any, invoer: Invoer, chat: dict[str, Any] | None) -> bool:
    """Whether an answer goes outside the chat: as chosen, else to where the customer went on since."""
    gekozen = invoer.waarden.get("kanaal") or {"buiten": BRIEF, "chat": CHAT}.get(request.GET.get("via", ""))
    return gekozen != CHAT if gekozen else _went_on(chat) is not None


def _went_on(chat: dict[str, Any] | None) -> Verder | None:
    return chat["verder"] if chat else None


def _aantal(request: Any) -> int:
    aantal = request.GET.get("aantal", "")
    return min(int(aantal), 200) if aantal.isascii() and aantal.isdigit() and int(aantal) else STAP


def _kop(ctx: Context, vraag: VraagRegel, pane: Beeld) -> dict[str, Any]:
    """The line above the conversation."""
    wat = onderwerp(vraag.onderwerp_code)
    namens = vraag.namens_partij_id
    return {
        **kop(ctx, vraag),
        "naam": pane.naam,
        "onderwerp": vertaald(wat.naam),
        "mag_afspraak": vraag.open and not wat.gevoelig,  # what is sensitive stands in no list of the day
        "waarom": waarom(klantcontacten.waarom_bij(ctx.actor.person, vraag.klantvraag_id)),
        "namens": names_of_others(ctx, [namens]).get(namens, "") if namens else "",
    }


def _beurten(
    ctx: Context,
    vraag: VraagRegel,
    pane: Beeld,
    gesprek: list[berichten.BerichtRegel],
    gesproken: list[klantcontacten.Gesproken],
    taken: list[klantcontacten.TaakRegel],
    correcties: list[klantcontacten.CorrectieRegel],
) -> list[dict[str, Any]]:
    sleutels = (vraag.partij_id, vraag.klantvraag_id)
    beurten = tijd.merge(
        vraag,
        tijd.Mensen(pane.naam, namen(), _sprekers(ctx, vraag)),
        gesprek,
        gesproken,
        klantcontacten.notities_van(ctx, *sleutels),
        taken,
        klantcontacten.controles_van(ctx, *sleutels),
        lines_beside(ctx, *sleutels) + appointment_lines(ctx, *sleutels),
        correcties,
    )
    beurten = splitsen.add(ctx, vraag, gesprek, beurten)
    beurten += vensterregels(ctx, vraag) if any(b.kanaal == "chat" for b in gesprek) else []
    return sorted([*beurten, *afloop_regels(ctx, *sleutels, namen())], key=lambda beurt: beurt["moment"])


def _sprekers(ctx: Context, vraag: VraagRegel) -> dict[UUID, str]:
    """Per contact who spoke for the customer: "Hilde Brandsema, bewindvoerder"."""
    gevonden = klantcontacten.sprekers_van(ctx, vraag.partij_id, vraag.klantvraag_id)
    wie = names_of_others(ctx, {s.partij_id for s in gevonden.values()})
    return {
        contact: f"{wie.get(s.partij_id) or _('Iemand')}, {ROL.get(s.soort, _('vertegenwoordiger'))}"
        for contact, s in gevonden.items()
    }


def _newer(invoer: Invoer, gesprek: list[berichten.BerichtRegel], pane: Beeld) -> list[dict[str, Any]]:
    return tijd.newer(gesprek, invoer.conflict_na, pane.naam, namen()) if invoer.conflict_na is not None else []


def _formulier(
    request: Any,
    ctx: Context,
    vraag: VraagRegel,
    pane: Beeld,
    gesprek: list[berichten.BerichtRegel],
    invoer: Invoer,
    verder: Verder | None,
) -> dict[str, Any]:
    """What the form that is open needs, and nothing for the others."""
    if invoer.doe == "antwoord" and vraag.open:
        return _antwoord(request, ctx, vraag, pane, gesprek, invoer, verder)
    if invoer.doe == "belofte":
        return belofte_keuzes(pane, vraag.afdeling_code)
    if invoer.doe == "onderwerp":
        return {"onderwerpen": grouped(onderwerpen())}
    if invoer.doe == "identiteit":
        stand = klantcontacten.stand_van(vraag.partij_id, vraag.klantvraag_id)
        return {"stand": stand, "gesteld": gesteld(stand)}
    if invoer.doe == "wissel":
        return wisselvorm(ctx, vraag)
    if invoer.doe == "doorgeven":
        return _doorgeven(request, vraag)
    if invoer.doe == "notitie":
        return {"noemen": noemen.lijst()}
    if invoer.doe == "afsluiten":
        return {"uitkomsten": [(code, str(tekst)) for code, tekst in UITKOMST.items()]}
    return {}


def _was_here(ctx: Context, vraag: VraagRegel) -> None:
    """Whoever was mentioned here has now seen it."""
    if klantcontacten.is_genoemd(ctx.actor.person, vraag.klantvraag_id):
        read_genoemd(ctx, vraag.partij_id, vraag.klantvraag_id)


def _doorgeven(request: Any, vraag: VraagRegel) -> dict[str, Any]:
    return {
        "ontvangers": later.ontvangers(request, vraag.onderwerp_code),
        "later": later.keuzes(),
        "volgt": klantcontacten.volgt(request.medewerker.id, vraag.klantvraag_id),
    }


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
    verder: Verder | None,
) -> dict[str, Any]:
    sleutels = (vraag.partij_id, vraag.klantvraag_id)
    keuze = wegen.choices(ctx, vraag.partij_id, gesprek, pane.klant.geheim)
    concept = berichten.concept(ctx, *sleutels)
    tekst = invoer.waarden.get("tekst") or (concept.tekst if concept else "")
    if berichten.kan_per_brief(ctx, vraag.partij_id):
        keuze["adressen"].append({"code": BRIEF, "tekst": _("Brief naar het postadres")})
    terug = weer.brought_back(ctx, sleutels, gesprek) if concept else {}
    gekozen = BRIEF if _by_letter(gesprek) and _can_write(keuze["adressen"]) else keuze["gekozen"]
    gekozen = wegen.going_on(keuze["adressen"], verder) or gekozen
    aan = invoer.waarden.get("kanaal") or weer.as_before(terug, keuze["adressen"]) or gekozen or BRIEF
    begonnen = invoer.waarden.get("sjabloonversie", str(concept.sjabloonversie_id or "") if concept else "")
    return {
        **keuze,
        "aan": aan,
        "kopie": invoer.waarden if "cc" in invoer.waarden else terug,
        "bestanden": weer.files(terug, invoer.waarden),
        "antwoordsjablonen": wegen.templates(
            vraag.onderwerp_code, [k["code"] for k in keuze["adressen"]], aan, keuze["venster"]
        ),
        "chatsjablonen": wegen.templates(vraag.onderwerp_code, [CHAT], CHAT, None) if _in_chat(gesprek) else [],
        "sjabloonversie": begonnen,
        "sjabloon_url": reverse("werkplek:sjabloon", args=sleutels),
        "sms_kost": wegen.sms_cost(tekst),
        "getypt": tekst,
        "tekst": tekst or _begin(request, ctx, vraag, aan),
        "concept_van": _concept(concept),
        "concept_gezien": (concept.bijgewerkt_op if concept else timezone.now()).isoformat(),
        "antwoord_url": reverse("werkplek:antwoord", args=sleutels),
        "concept_url": reverse("werkplek:concept", args=sleutels),
        "voorbeeld_url": reverse("werkplek:briefvoorbeeld", args=sleutels) if _can_write(keuze["adressen"]) else "",
    }


def _in_chat(gesprek: list[berichten.BerichtRegel]) -> bool:
    return any(b.kanaal == "chat" for b in gesprek)


def _can_write(keuzes: list[dict[str, str]]) -> bool:
    return any(keuze["code"] == BRIEF for keuze in keuzes)


def _by_letter(gesprek: list[berichten.BerichtRegel]) -> bool:
    """The last thing the customer wrote was a letter, or went on by letter since."""
    return next((b.kanaal for b in reversed(gesprek) if b.richting == "in" or is_opening(b)), "") == "brief"


def _begin(request: Any, ctx: Context, vraag: VraagRegel, weg: str) -> str:
    """What an answer begins with: greeting and closing in a mail, nothing in a short message."""
    if weg.startswith(("whatsapp|", "sms|")):
        return ""
    return berichten.voorzet(ctx, vraag.partij_id, request.medewerker)


def _concept(concept: berichten.ConceptTekst | None) -> str:
    if concept is None:
        return ""
    wie = namen().get(concept.medewerker_id, "") if concept.medewerker_id else ""
    return _("Concept van %(wie)s, %(moment)s") % {"wie": wie, "moment": moment(concept.bijgewerkt_op)}


def belofte_keuzes(pane: Beeld, afdeling: str) -> dict[str, Any]:
    """Choices of the form for a promise: departments, specialists, telephone numbers, days."""
    vandaag, alle, mensen = timezone.localdate(), afdelingen(), collegas_per_afdeling()
    dagen = {werkdag_na(vandaag, 3): _("over 3 werkdagen"), werkdag_na(vandaag, 1): _("volgende werkdag")}
    dagen[_vrijdag()] = _("vrijdag")
    return {
        "afdelingen": list(alle.items()),
        "afdeling": afdeling,
        "specialisten": [
            (
                vertaald(alle.get(code, code)),
                [(str(m.id), f"{m.naam}, {vertaald(m.functie)}") for m in mensen[code]],
            )
            for code in alle
            if code in mensen
        ],
        "nummers": [a.adres for a in pane.klant.digitale_adressen if a.soort == "telefoonnummer"],
        "dagen": [(woord, dag) for dag, woord in sorted(dagen.items())],
        "vrijdag": _vrijdag(),
    }


def _vrijdag() -> date:
    """The coming Friday; on a Friday the next one."""
    vandaag = timezone.localdate()
    return vandaag + timedelta(days=(4 - vandaag.weekday() - 1) % 7 + 1)
