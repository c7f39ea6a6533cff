"""Help for page tests of the desk: customers of the cast, a mail of Samira, and an employee behind the browser."""

from __future__ import annotations

import re
import time
from email.message import EmailMessage
from uuid import UUID

from django.test import Client
from django.urls import reverse

from geholpen.domain.berichten.commands import RuwBericht, process_envelop, store_envelop
from geholpen.domain.organisatie.queries import medewerker_met_code
from geholpen.domain.partijen.commands import NieuwePartij, import_partij
from geholpen.packs.waterdam.vormen import Klant
from geholpen.packs.waterdam.vullen.stad import _partij
from tests import bed, cast

ONS = "klantcontact@waterdam.example"
VRAAG = (
    "Goedemiddag,\n\nMijn moeder wil een parkeervergunning voor de auto van de thuiszorg.\n"
    "Kan dat ook op mijn naam?\n\nGroet, Samira"
)


def import_klant(klant: Klant) -> UUID:
    """One customer of the cast, with mandates and addresses."""
    nummer = next(a.nummer for a in cast.PACK.activiteiten if a.code == klant.verkregen_voor)
    nieuw: NieuwePartij = _partij(cast.PACK, klant, nummer)
    import_partij(bed.systeem().over({nieuw.partij_id}), nieuw)
    return nieuw.partij_id


def mail(
    tekst: str = VRAAG, onderwerp: str = "Parkeervergunning", van: str = "", html: str = "", antwoord_op: str = ""
) -> None:
    """A mail of Samira comes in and is filed."""
    bericht = EmailMessage()
    bericht["From"] = van or f"Samira <{cast.SAMIRA.mail}>"
    bericht["To"] = antwoord_op or ONS
    bericht["Subject"] = onderwerp
    bericht["Message-ID"] = f"<{time.time_ns()}@mail.example>"
    bericht.set_content(tekst)
    if html:
        bericht.add_alternative(html, subtype="html")
    post(bericht.as_bytes())


def post(ruw: bytes) -> UUID:
    """Raw bytes come in and are processed. Returns the id of the envelope."""
    envelop_id, _new = store_envelop(bed.systeem(), RuwBericht("email", ONS, ruw))
    process_envelop(bed.systeem(), envelop_id)
    return envelop_id


class Bureau:
    """A browser of one employee."""

    def __init__(self, code: str, bevestigd: float = 0) -> None:
        """`bevestigd`: seconds ago that the second factor was given; 0: nobody knows."""
        self.client = Client()
        self.medewerker = medewerker_met_code(code)
        sessie = self.client.session
        nu = int(time.time())
        sessie["wie"] = {"soort": "medewerker", "id": str(self.medewerker.id), "laatst": nu}
        if bevestigd:
            sessie["wie"] |= {"bevestigd": int(nu - bevestigd)}
        sessie.save()

    def get(self, naam: str, /, *args: object, status: int = 200, **query: object) -> str:
        """The page under this name, as text."""
        return self.see(self.client.get(reverse(f"werkplek:{naam}", args=args), query), status)

    def post(self, naam: str, /, *args: object, status: int = 200, **velden: object) -> str:
        """Send a form and follow where it leads."""
        return self.see(self.client.post(reverse(f"werkplek:{naam}", args=args), velden, follow=True), status)

    def see(self, response, status: int) -> str:
        """The text of an answer, which must have this status."""
        self.laatste = response
        tekst = response.content.decode()
        assert response.status_code == status, plain(tekst)[:600]
        return tekst


def begin(bureau: Bureau, kanaal: str = "telefoon") -> UUID:
    """A conversation begins. Returns its id."""
    bureau.post("gesprek", kanaal=kanaal)
    return UUID(bureau.laatste.redirect_chain[-1][0].rstrip("/").rpartition("/")[2])


def verify(bureau: Bureau, gesprek_id: UUID, partij_id: UUID, klant: Klant = cast.SAMIRA) -> str:
    """The customer on the line answers two questions well. Returns the page."""
    assert klant.adres is not None
    goed = {
        "c_geboortedatum": klant.geboortedatum,
        "c_postcode": klant.adres.postcode,
        "c_huisnummer": str(klant.adres.huisnummer),
    }
    return bureau.post("gesprek_klant", gesprek_id, partij_id, actie="controle", aantal="1", **goed)


def plain(html: str) -> str:
    """What a person reads."""
    html = re.sub(r"<(script|style|head)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def first_vraag(html: str) -> tuple[UUID, UUID]:
    """Customer and question of the first row of an inbox."""
    found = re.search(r"/werkplek/vraag/([0-9a-f-]{36})/([0-9a-f-]{36})/", html)
    assert found, plain(html)[:600]
    return UUID(found[1]), UUID(found[2])


def kenmerk(html: str) -> str:
    """The reference on a page."""
    return re.search(r"WD-[2-9A-Z]{4}-[2-9A-Z]{4}", html)[0]
