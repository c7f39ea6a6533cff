"""Ways in and out of the demo town: an account per channel, and the twin of the provider on the other side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from geholpen.domain.balie.commands import Plek, save_locatie
from geholpen.domain.berichten.commands import save_kanaalaccount
from geholpen.domain.berichten.queries import kanaalaccounts
from geholpen.domain.partijen.commands import add_identiteit
from geholpen.packs.waterdam.laden import pack
from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.packs.waterdam.vullen.telefoon import TWIN as TELEFOON
from geholpen.packs.waterdam.vullen.telefoon import fill_telefoon
from geholpen.platform.context import Actor, ActorSoort, Context, system

#: The twins of the demo: name, module.
TWEELINGEN = {
    "whatsapp": "geholpen.adapters.kanalen.whatsapp.twin",
    "sms": "geholpen.adapters.kanalen.sms.twin",
    "berichtenbox": "geholpen.adapters.kanalen.berichtenbox.twin",
    "telefoon": TELEFOON,
    "jcc": "geholpen.adapters.koppelingen.jcc.twin",
    "qmatic": "geholpen.adapters.koppelingen.qmatic.twin",
}
#: Not everybody has a box there.
ZONDER_BOX = frozenset({"maria"})
#: Secrets between the demo and its own twins, on this machine.
GEHEIM = "geheim-van-de-demo"
NUMMER_ID, ACCOUNT_ID, SID = "1001", "2001", "AC00000000000000000000000000000001"
#: Agendas of others: the place that uses it, and what the demo knows it by.
AGENDAS = {
    "jcc": ("havenkantoor", "Havenkantoor (agenda bij JCC)", f"jcc:{GEHEIM}"),
    "qmatic": ("dorpskantoor", "Dorpskantoor (agenda bij Qmatic)", f"geholpen:{GEHEIM}"),
}
#: Who wrote by WhatsApp before, so that the demo knows them there.
OP_WHATSAPP = ("samira",)


@dataclass(frozen=True, slots=True)
class Tegenpartij:
    """A twin to start: `instellingen` go to it in a file."""

    naam: str
    module: str
    poort: int
    instellingen: dict[str, Any]


def fill_kanalen(poorten: dict[str, int]) -> list[Tegenpartij]:
    """Make or renew the accounts. Returns the twins to start, each on its port of `poorten`."""
    bron = pack()
    nummer = bron.organisatie.telefoon
    made = [_whatsapp(poorten["whatsapp"], nummer), _sms(poorten["sms"], nummer)]
    made.append(_berichtenbox(poorten["berichtenbox"], bron.organisatie.oin))
    said = fill_telefoon(poorten["telefoon"])
    made.append(Tegenpartij("telefoon", TWEELINGEN["telefoon"], poorten["telefoon"], said))
    made += [_agenda(naam, poorten[naam]) for naam in AGENDAS if naam in poorten]
    _known_on_whatsapp()
    return made


def _whatsapp(poort: int, nummer: str) -> Tegenpartij:
    id = _account(
        "whatsapp",
        "WhatsApp van Waterdam",
        nummer,
        phone_number_id=NUMMER_ID,
        waba_id=ACCOUNT_ID,
        verder_sjabloon="verder_praten",
        basis=f"http://127.0.0.1:{poort}/v23.0",
        token=GEHEIM,
        app_secret=GEHEIM,
        verify_token=GEHEIM,
    )
    telefoons = [{"wa_id": n.lstrip("+"), "naam": naam} for naam, n in telefoons_van_inwoners().values()]
    said: dict[str, Any] = {
        "webhook": adres("whatsapp", id),
        "app_secret": GEHEIM,
        "token": GEHEIM,
        "phone_number_id": NUMMER_ID,
    }
    said |= {"waba_id": ACCOUNT_ID, "nummer": nummer.lstrip("+"), "telefoons": telefoons}
    return Tegenpartij("whatsapp", TWEELINGEN["whatsapp"], poort, said)


def _sms(poort: int, nummer: str) -> Tegenpartij:
    id = _account(
        "sms",
        "Sms van Waterdam",
        nummer,
        aanbieder="twilio",
        account_sid=SID,
        basis=f"http://127.0.0.1:{poort}",
        token=GEHEIM,
    )
    said = {"webhook": adres("sms", id), "account_sid": SID, "token": GEHEIM, "nummer": nummer}
    return Tegenpartij("sms", TWEELINGEN["sms"], poort, said)


def _berichtenbox(poort: int, oin: str) -> Tegenpartij:
    _account("berichtenbox", "Berichtenbox", "", oin=oin, basis=f"http://127.0.0.1:{poort}", token=GEHEIM)
    zonder = [k.bsn for k in pack().klanten if k.sleutel in ZONDER_BOX]
    said = {"token": GEHEIM, "afzenders": [oin], "zonder_box": zonder}
    return Tegenpartij("berichtenbox", TWEELINGEN["berichtenbox"], poort, said)


def _agenda(naam: str, poort: int) -> Tegenpartij:
    """A place whose appointments stand in the agenda of this twin."""
    code, plek, sleutel = AGENDAS[naam]
    extern = {"adres": f"http://127.0.0.1:{poort}", "locatie": "1"}
    adres = "Havenstraat 1, 9999 DE Waterdam"
    save_locatie(_beheerder(), Plek(code, plek, adres, agenda=naam, extern=extern))
    return Tegenpartij(naam, TWEELINGEN[naam], poort, {"sleutel": sleutel})


def agendasleutels() -> dict[str, str]:
    """With what the application of the demo asks those agendas: its environment."""
    return {f"GEHOLPEN_{naam.upper()}_SLEUTEL": sleutel for naam, (_code, _plek, sleutel) in AGENDAS.items()}


def _account(kanaal: str, naam: str, nummer: str, **waarden: str) -> UUID:
    """The account of this name: renewed when it is there, for the ports may be others this time."""
    there = next((a.id for a in kanaalaccounts(kanaal) if a.naam == naam), None)
    return save_kanaalaccount(_beheerder(), kanaal, {"naam": naam, "adres": nummer, **waarden}, there)


def adres(kanaal: str, account_id: UUID) -> str:
    """Where the provider of this account calls."""
    return f"{settings.ADRES}/kanaal/{kanaal}/{account_id}/"


def telefoons_van_inwoners() -> dict[str, tuple[str, str]]:
    """Key of a customer of the pack → (name, number), for everybody with a mobile telephone."""
    found = {}
    for k in pack().klanten:
        nummer = next((c.waarde for c in k.digitale_adressen if c.omschrijving == "mobiel"), "")
        if nummer:
            found[k.sleutel] = (k.weergavenaam, nummer)
    return found


def _known_on_whatsapp() -> None:
    known = telefoons_van_inwoners()
    for sleutel in OP_WHATSAPP:
        id = key("klant", sleutel)
        add_identiteit(system("whatsapp", "demo").over({id}), id, "whatsapp", known[sleutel][1].lstrip("+"), "verified")


def _beheerder() -> Context:
    """The functional manager of the pack, who sets channels up."""
    wie = next(m for m in pack().medewerkers if "functioneel_beheerder" in m.rollen)
    actor = Actor(ActorSoort.MEDEWERKER, key("medewerker", wie.code), frozenset(wie.rollen), wie.afdeling)
    return Context(actor, "beheer")
