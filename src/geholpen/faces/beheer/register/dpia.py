"""What the register already knows of a DPIA, per purpose, with the question's number in the State's model (3.0)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from geholpen.domain.doelbinding import queries as register
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.queries import Versie
from geholpen.domain.organisatie.queries import afdelingen, namen, organisatie
from geholpen.faces.beheer.register import woorden as w
from geholpen.faces.beheer.register.view import namen_van
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.platform.taal import vertaald
from geholpen.platform.ui.tijd import datum

#: Kinds of data of the model; everything else is ordinary.
_GEWOON = gettext_noop("gewoon")
_SOORT = {
    G.BSN: gettext_noop("nationaal identificatienummer"),
    G.GEZONDHEID: gettext_noop("bijzonder"),
    G.STRAFRECHTELIJK: gettext_noop("strafrechtelijk"),
    G.FINANCIEEL: gettext_noop("gevoelig"),
    G.VEILIGHEIDSSIGNAAL: gettext_noop("gevoelig"),
    G.CONTACTINHOUD: gettext_noop("gevoelig"),
    G.OPNAME: gettext_noop("gevoelig"),
}


@dataclass(frozen=True, slots=True)
class Antwoord:
    """One answer from the register: the number of the question, what it is about here, and the answer."""

    vraag: str
    kop: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Bekend:
    """What the answers about several purposes share, read once."""

    doelen: dict[int, str]  # what each activity is called today, by its number
    mensen: dict[UUID, str]
    oordelen: dict[tuple[str, int], list[register.Stap]]  # by code and version


def known(versies: list[Versie]) -> Bekend:
    """For these versions."""
    codes = register.nummers()
    titels = namen_van(codes)
    doelen = {nummer: titels.get(code, str(nummer)) for nummer, code in codes.items()}
    return Bekend(doelen, namen(), register.oordelen_over([v.code for v in versies]))


@alleen_beheer("register")
@require_GET
def view(request: Any, code: str = "") -> HttpResponse:
    """The description of one purpose or of all that are active, to read, print or keep."""
    chosen = (
        [v for v in register.versies(code) if v.status != "ingetrokken"][:1] if code else register.actieve_versies()
    )
    if not chosen:
        raise Http404
    bekend = known(chosen)
    delen = [(v, list(antwoorden(v, bekend))) for v in chosen]
    if request.GET.get("formaat") == "json":
        return _file(delen)
    return pagina(request, "register/dpia.html", {"delen": delen, "code": code}, actief="register")


def _file(delen: list[tuple[Versie, list[Antwoord]]]) -> HttpResponse:
    rows = [
        {"id": str(v.uuid), "versie": v.versie, "naam": v.inhoud.naam, "antwoorden": {a.vraag: a.tekst for a in lijst}}
        for v, lijst in delen
    ]
    found = {"model": "urn:nl:dpia", "versie": "3.0", "verwerkingen": rows}
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="dpia-uit-het-register.json"'
    return response


def antwoorden(v: Versie, bekend: Bekend) -> Iterator[Antwoord]:
    """What can be answered from the register, in the order of the model."""
    yield from _gegevens(v, bekend)
    yield from _doel(v)
    yield from _wet(v)
    yield from _bescherming(v)
    yield from _advies(v, bekend)


def _gegevens(v: Versie, bekend: Bekend) -> Iterator[Antwoord]:
    i = v.inhoud
    soorten = "; ".join(vertaald(G(g.soort).omschrijving) for g in i.gegevens) or _("geen")
    typen = "; ".join(
        f"{vertaald(G(g.soort).omschrijving)}: {vertaald(_SOORT.get(G(g.soort), _GEWOON))}" for g in i.gegevens
    )
    bronnen = "; ".join(
        f"{vertaald(G(g.soort).omschrijving)}: {', '.join(bekend.doelen.get(n, str(n)) for n in g.bronnen)}"
        for g in i.gegevens
    )
    yield Antwoord("2.1.1", _("Welke gegevens"), soorten)
    yield Antwoord("2.1.2", _("Van wie"), ", ".join(map(vertaald, i.betrokkenen)))
    yield Antwoord("2.1.4", _("Soort gegevens"), typen or _("geen"))
    yield Antwoord("2.1.5", _("Waarvoor ze zijn verzameld"), bronnen or _("geen"))
    yield Antwoord("3.1.1", _("Wat wij doen"), vertaald(i.naam))
    handelingen = {h for g in i.gegevens for h in g.handelingen}
    yield Antwoord("3.1.2", _("Handelingen"), w.woorden(h for h in w.HANDELINGEN if h in handelingen) or _("geen"))


def _doel(v: Versie) -> Iterator[Antwoord]:
    i, alle = v.inhoud, afdelingen()
    plaats = ", ".join(vertaald(alle.get(a, a)) for a in i.afdelingen) or _("alle afdelingen")
    yield Antwoord("5.1.1", _("Doel"), vertaald(i.doel))
    yield Antwoord(
        "6.1.1.1", _("Wie erbij betrokken zijn"), ", ".join([organisatie().naam, *map(vertaald, i.ontvangers)])
    )
    yield Antwoord("6.1.1.3", _("Functies en afdelingen"), f"{w.woorden(i.rollen)} ({plaats})")
    yield Antwoord("8.1.1.1", _("Waar"), ", ".join(map(vertaald, i.derde_landen)) or _("niet buiten Europa"))


def _wet(v: Versie) -> Iterator[Antwoord]:
    i = v.inhoud
    dagen = _("%(n)s dagen") % {"n": i.bewaardagen}
    yield Antwoord("9.1.1.1", _("Taak in de wet"), vertaald(i.taak_titel) or _("geen"))
    yield Antwoord("9.1.1.2", _("Wet en artikel"), vertaald(i.taak_artikel) or _("geen"))
    yield Antwoord("10.1.1.4", _("Bewaartermijn"), dagen)
    yield Antwoord("10.1.1.5", _("Waarom zo lang"), vertaald(i.selectielijst))
    yield Antwoord("11.1.1.1", _("Grondslag"), w.woorden([i.grondslag]))
    yield Antwoord("11.1.1.2", _("Toelichting"), vertaald(i.taak_bijdrage))
    bijzonder = [vertaald(G(g.soort).omschrijving) for g in i.gegevens if _SOORT.get(G(g.soort)) == "bijzonder"]
    straf = [vertaald(G(g.soort).omschrijving) for g in i.gegevens if g.soort == G.STRAFRECHTELIJK]
    bsn = [vertaald(G(g.soort).omschrijving) for g in i.gegevens if g.soort == G.BSN]
    yield Antwoord("12.1.1", _("Bijzondere gegevens"), ", ".join(bijzonder) or _("geen"))
    yield Antwoord("12.2.1", _("Strafrechtelijke gegevens"), ", ".join(straf) or _("geen"))
    yield Antwoord("12.3.1", _("Burgerservicenummer"), ", ".join(bsn) or _("geen"))
    nodig = "; ".join(f"{vertaald(G(g.soort).omschrijving)}: {vertaald(g.waarom)}" for g in i.gegevens)
    yield Antwoord("14.2", _("Waarom elk gegeven nodig is"), nodig or _("geen"))


def _bescherming(v: Versie) -> Iterator[Antwoord]:
    i = v.inhoud
    maatregelen = [
        _("de database geeft alleen gegevens met een aanleiding: %(wat)s") % {"wat": w.woorden(i.vereist_aanleiding)},
        _("elke inzage staat in het logboek en de inwoner kan dat lezen"),
        _("zonder bewijs voor %(dag)s stopt het lezen vanzelf") % {"dag": datum(i.evaluatiedatum)},
        _("vier verschillende mensen stellen op, adviseren, keuren goed en zetten aan"),
    ]
    verborgen = [G(g.soort) for g in i.gegevens if g.masker != "geen"]
    if verborgen:
        wat = ", ".join(vertaald(s.omschrijving) for s in verborgen)
        maatregelen.append(_("niet helemaal op het scherm: %(wat)s") % {"wat": wat})
    if not i.mag_geheim_adres:
        maatregelen.append(_("geheime adressen blijven verborgen"))
    if i.gevoelig:
        maatregelen.append(_("andere doelen lezen niet mee"))
    yield Antwoord("15.1.1", _("Recht op inzage"), _("In Mijn omgeving: wie heeft mijn gegevens bekeken?"))
    yield Antwoord("17.1.3", _("Maatregelen die werken"), "; ".join(maatregelen))


def _advies(v: Versie, bekend: Bekend) -> Iterator[Antwoord]:
    for s in bekend.oordelen.get((v.code, v.versie), []):
        if s.stap == "advies":
            oordeel = _("positief") if s.positief else _("negatief")
            yield Antwoord("19.5.6", _("Advies van de FG"), f"{datum(s.moment)}, {oordeel}: {s.waarom}")
        if s.stap == "goedgekeurd":
            wie = bekend.mensen.get(s.door, "") if s.door else ""
            yield Antwoord("20.1.6", _("Goedgekeurd"), f"{datum(s.moment)}, {wie}: {s.waarom}")
