"""The customer beside the work: what the purpose gives, in the order an employee needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.domain.doelbinding.queries import Doel, mag_werken
from geholpen.domain.klantbeeld.queries import Klantbeeld, TijdlijnRegel, VertegenwoordigingRegel, klantbeeld
from geholpen.domain.klantcontacten.queries import VraagRegel, machtiging_van, taken_van
from geholpen.domain.organisatie.queries import namen
from geholpen.domain.partijen.queries import kan_brp
from geholpen.domain.rechten.queries import in_onderzoek, rijen_met_grens
from geholpen.faces.kanaalnamen import kanaalnaam
from geholpen.faces.soortnamen import SOORT, soortnaam
from geholpen.faces.werkplek.deel.belofte import belofte
from geholpen.faces.werkplek.deel.mag import about, names_of_others, why_not
from geholpen.faces.werkplek.oproep.view import can_call
from geholpen.faces.werkplek.woorden import TALEN, VERTEGENWOORDIGING, kanaal
from geholpen.platform.context import Context
from geholpen.platform.ui.tijd import datum

STAP = 10
MAX_BELOFTEN = 5
MAX_REGELS = 200
_ADRES = int(Gegevenssoort.CONTACTADRESSEN)
#: By preferred channel the kind of address that it needs.
_VOORKEUR_VIA = {"email": "email", "telefoon": "telefoonnummer", "sms": "telefoonnummer", "whatsapp": "telefoonnummer"}


@dataclass(frozen=True, slots=True)
class Machtiging:
    """Somebody who may speak for the other, with the name of the other."""

    tekst: str
    naam: str
    partij_id: UUID
    vertegenwoordigt: bool


@dataclass(frozen=True, slots=True)
class Beeld:
    """What the template of the pane reads."""

    klant: Klantbeeld
    niveau: str
    machtigingen: tuple[Machtiging, ...]
    tijdlijn: tuple[dict[str, Any], ...]
    meer: int  # how many lines the next step shows; 0 when everything is shown
    controleer_eerst: bool
    niet_nodig: tuple[str, ...]
    eerst_controleren: tuple[str, ...]
    beloften: tuple[dict[str, Any], ...]
    controle_url: str = ""  # where the employee makes sure who this is
    bsn_url: str = ""  # where the BSN is shown after a click; "" when the purpose may not show it
    brp_url: str = ""  # where the BRP is asked; "" when the purpose does not have it as a source
    bel_url: str = ""  # where a number of theirs is called; "" without an exchange, an extension or a reason
    mag_url: str = ""  # where the employee writes down who may speak for whom
    in_onderzoek: tuple[str, ...] = ()  # what the customer says is not right
    beperkt: tuple[str, ...] = ()  # what the customer asked not to use
    deels_beperkt: tuple[str, ...] = ()  # categories of which single rows are not used: they are not there
    voorkeur_dicht: bool = False  # the customer asked not to use the addresses of the channel they like best
    onzeker: frozenset[str] = frozenset()  # keys of single rows that the customer says are not right

    @property
    def voorkeur(self) -> str:
        """The preferred channel in words; "" when none of its addresses may be used."""
        return "" if self.voorkeur_dicht else kanaalnaam(self.klant.voorkeurskanaal)

    @property
    def geboren(self) -> str:
        """The date of birth in words; parts that nobody knows are left out."""
        try:
            return datum(date.fromisoformat(self.klant.geboortedatum))
        except ValueError:
            return self.klant.geboortedatum[:4]

    @property
    def taal(self) -> str:
        """The language in words."""
        return str(TALEN.get(self.klant.taal, self.klant.taal))

    @property
    def naam(self) -> str:
        """The name, or who it is for lack of one."""
        return self.klant.naam or _("Onbekende klant")


def beeld(
    ctx: Context, partij_id: UUID, aantal: int, vraag: VraagRegel | None, niveau: str, doel: Doel | None
) -> Beeld:
    """The pane for one customer, under the purpose of `ctx`. `aantal`: lines of the timeline."""
    klant = klantbeeld(ctx, partij_id, min(aantal, MAX_REGELS))
    onzeker = niveau == "asserted"
    return Beeld(
        klant=klant,
        niveau=niveau,
        machtigingen=tuple(_machtigingen(ctx, klant)),
        tijdlijn=() if onzeker else tuple(_regel(partij_id, r) for r in klant.tijdlijn if _ander(r, vraag)),
        meer=aantal + STAP if klant.meer_tijdlijn and aantal < MAX_REGELS and not onzeker else 0,
        controleer_eerst=onzeker,
        niet_nodig=_afgeschermd(klant, {"NIET_NODIG", "HANDELING"}) + _documenten(doel),
        eerst_controleren=_afgeschermd(klant, {"NIVEAU"}),
        beloften=() if onzeker else tuple(_beloften(ctx, partij_id, vraag)),
        controle_url=_controle_url(ctx, vraag, klant),
        bsn_url=_bsn_url(vraag, klant, doel),
        brp_url=_brp_url(vraag, klant, doel),
        bel_url=_bel_url(ctx, vraag),
        mag_url=_mag_url(ctx, vraag),
        **_own_limits(klant, partij_id),
    )


def _own_limits(klant: Klantbeeld, partij_id: UUID) -> dict[str, Any]:
    """What the customer asked not to use, or says is not right: whoever reads must not think that it is not known."""
    rijen = rijen_met_grens(partij_id)
    return {
        "in_onderzoek": tuple(map(soortnaam, in_onderzoek(partij_id))),
        "beperkt": _afgeschermd(klant, {"BEPERKT"}),
        "deels_beperkt": tuple(map(soortnaam, sorted({r.gegeven for r in rijen if r.soort == "beperking"}))),
        "voorkeur_dicht": _not_there(klant, any(r.soort == "beperking" and r.gegeven == _ADRES for r in rijen)),
        "onzeker": frozenset(r.rij for r in rijen if r.soort == "onderzoek"),
    }


def _not_there(klant: Klantbeeld, rij_beperkt: bool) -> bool:
    """Whether the customer had addresses limited, and none is left of the channel they like best."""
    if not rij_beperkt and not any(a.soort == _ADRES and a.code == "BEPERKT" for a in klant.afgeschermd):
        return False
    soort = _VOORKEUR_VIA.get(klant.voorkeurskanaal)
    return soort is not None and soort not in {a.soort for a in klant.digitale_adressen}


def alleen_beeld(ctx: Context, partij_id: UUID, aantal: int, doel: Doel | None) -> Beeld:
    """The same for a reason that gives this customer and nothing around it: no names of others, nowhere to go on to."""
    klant = klantbeeld(ctx, partij_id, min(aantal, MAX_REGELS))
    return Beeld(
        klant=klant,
        niveau="",
        machtigingen=(),
        tijdlijn=tuple(_regel(partij_id, r) for r in klant.tijdlijn),
        meer=0,
        controleer_eerst=False,
        niet_nodig=_afgeschermd(klant, {"NIET_NODIG", "HANDELING"}) + _documenten(doel),
        eerst_controleren=(),
        beloften=(),
        **_own_limits(klant, partij_id),
    )


def _controle_url(ctx: Context, vraag: VraagRegel | None, klant: Klantbeeld) -> str:
    """Only for a running question of somebody we know, and for whoever may recognise customers."""
    if vraag is None or vraag.niveau not in ("asserted", "matched") or klant.soort_partij == "onbekend":
        return ""
    if not vraag.open or not mag_werken(ctx.actor, "zoeken"):
        return ""
    return f"{reverse('werkplek:vraag', args=[vraag.partij_id, vraag.klantvraag_id])}?doe=identiteit#doen"


def _bsn_url(vraag: VraagRegel | None, klant: Klantbeeld, doel: Doel | None) -> str:
    if vraag is None or not klant.heeft_bsn or doel is None or not doel.mag_bsn_tonen:
        return ""
    return reverse("werkplek:bsn", args=[vraag.partij_id, vraag.klantvraag_id])


def _brp_url(vraag: VraagRegel | None, klant: Klantbeeld, doel: Doel | None) -> str:
    """Only for somebody of whom we know who it is: the BRP is not asked about whoever says so."""
    if vraag is None or not vraag.open or vraag.niveau not in ("verified", "authenticated"):
        return ""
    if klant.soort_partij != "persoon" or doel is None or not kan_brp(doel.nummer):
        return ""
    return reverse("werkplek:brp", args=[vraag.partij_id, vraag.klantvraag_id])


def _bel_url(ctx: Context, vraag: VraagRegel | None) -> str:
    """Calling is work on a question that runs, or in a conversation: their log says who called whom, and about what.

    From a closed question a conversation begins, for whoever may have one.
    """
    if not can_call(ctx):
        return ""
    if vraag is None:
        reden = ctx.aanleiding
        if reden is None or reden.soort != "gesprek":
            return ""
        return reverse("werkplek:gesprek_bel", args=[reden.id, reden.partij_id])
    if not vraag.open and not mag_werken(ctx.actor, "onderwerp_bepalen"):
        return ""
    return reverse("werkplek:bel_nummer", args=[vraag.partij_id, vraag.klantvraag_id])


def _mag_url(ctx: Context, vraag: VraagRegel | None) -> str:
    """Only for a running question of somebody of whom we know who it is."""
    if vraag is None or not vraag.open or vraag.niveau not in ("verified", "authenticated"):
        return ""
    if not mag_werken(ctx.actor, "contactgegevens"):
        return ""
    return reverse("werkplek:vraag_mag", args=[vraag.partij_id, vraag.klantvraag_id])


def _ander(regel: TijdlijnRegel, vraag: VraagRegel | None) -> bool:
    return vraag is None or regel.klantvraag_id != vraag.klantvraag_id


def _regel(partij_id: UUID, regel: TijdlijnRegel) -> dict[str, Any]:
    return {
        "kanaal": kanaal(regel.kanaal),
        "titel": regel.onderwerp,
        "moment": regel.moment,
        "tekst": regel.tekst,
        "kenmerk": regel.kenmerk,
        "wie": "",
        "status": regel.status,
        "gelukt": regel.gelukt,
        "url": reverse("werkplek:vraag", args=[partij_id, regel.klantvraag_id]),
    }


def _machtigingen(ctx: Context, klant: Klantbeeld) -> list[Machtiging]:
    namen = names_of_others(ctx, [v.andere_partij_id for v in klant.vertegenwoordigingen])
    return [_machtiging(klant.partij_id, v, namen.get(v.andere_partij_id, "")) for v in klant.vertegenwoordigingen]


def _machtiging(partij_id: UUID, v: VertegenwoordigingRegel, naam: str) -> Machtiging:
    mij = v.kant == "vertegenwoordigt"
    zin = _("Mag spreken voor %(wie)s (%(soort)s)") if mij else _("%(wie)s mag voor deze klant spreken (%(soort)s)")
    tekst = zin % {"wie": naam or _("een andere klant"), "soort": VERTEGENWOORDIGING.get(v.soort, v.soort)}
    gevonden = machtiging_van(v.andere_partij_id if mij else partij_id, v.id)
    tekst = f"{tekst}: {why_not(gevonden) or ', '.join(about(gevonden))}"
    return Machtiging(tekst, naam, v.andere_partij_id, mij)


def _afgeschermd(klant: Klantbeeld, codes: set[str]) -> tuple[str, ...]:
    return tuple(str(SOORT.get(a.soort, a.omschrijving)) for a in klant.afgeschermd if a.code in codes)


def _documenten(doel: Doel | None) -> tuple[str, ...]:
    """Attachments are no part of the klantbeeld, but an employee must know that they are held back."""
    nodig = doel.nodig if doel else ()
    return () if Gegevenssoort.DOCUMENTEN in nodig else (_("documenten en bijlagen"),)


def _beloften(ctx: Context, partij_id: UUID, vraag: VraagRegel | None) -> list[dict[str, Any]]:
    eigen, wie = vraag.klantvraag_id if vraag else None, namen()
    andere = [taak for taak in taken_van(ctx, partij_id) if taak.klantvraag_id != eigen]
    return [belofte(taak, wie) for taak in andere[:MAX_BELOFTEN]]
