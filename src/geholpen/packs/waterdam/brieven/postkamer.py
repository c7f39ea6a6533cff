"""What a scanner and a printer do, with the twins of both: letters that people of the town write, and what we print."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from geholpen.adapters.kanalen.brief import opmaak
from geholpen.adapters.kanalen.brief.twin import deliver, paper
from geholpen.domain.berichten.ports import Postadres, UitgaandBericht
from geholpen.domain.berichten.queries import kanaalaccounts
from geholpen.domain.organisatie.queries import organisatie
from geholpen.packs.waterdam.laden import pack
from geholpen.platform import outbound
from geholpen.platform.errors import Invalid, Unavailable

#: What people of the town write, by the key of who writes.
BRIEVEN = {
    "naima": (
        "Parkeren voor de thuiszorg",
        "Geachte heer of mevrouw,\n\nMijn zuster van de thuiszorg kan haar auto nergens kwijt. Mag ik een\n"
        "parkeervergunning aanvragen?",
    ),
    "geert": (
        "De stoep voor mijn huis",
        "Geachte gemeente,\n\nDe tegels voor mijn deur liggen los. Ik loop met een rollator\nen ben bang te vallen.",
    ),
    "sukran": ("Mijn post", "Geachte heer of mevrouw,\n\nIs er post voor mij? Ik kom vrijdag naar het stadhuis."),
}
#: What the printer said of a letter by itself, and what it can say, in the words of the provider.
GEMELD = {"accepted": "Gedrukt", "rejected": "Niet aangenomen"}
STANDEN = {"dispatched": "Op de post", "returned": "Teruggekomen"}
MAX_SCAN = 10_000_000


@dataclass(frozen=True, slots=True)
class Gedrukt:
    """One letter at the printer."""

    id: str
    stand: str
    moment: datetime
    adresregels: tuple[str, ...]
    paginas: int


def schrijvers() -> list[tuple[str, str]]:
    """Key and description of the letters that lie ready."""
    return [(sleutel, f"{pack().klant(sleutel).weergavenaam}: {titel}") for sleutel, (titel, _) in BRIEVEN.items()]


def scan_ready(sleutel: str) -> str:
    """Somebody's letter is typed, printed, posted and scanned. Returns the batch. Raises Invalid, Unavailable."""
    if sleutel not in BRIEVEN:
        raise Invalid("brief", "Kies een brief.")
    return _deliver(paper(_typed(sleutel)))


def scan_upload(pdf: bytes) -> str:
    """A PDF is laid on the scanner as it is. Returns the batch. Raises Invalid, Unavailable."""
    if not pdf.startswith(b"%PDF-") or len(pdf) > MAX_SCAN:
        raise Invalid("bestand", "Kies een PDF van hoogstens 10 MB.")
    return _deliver(pdf)


def scan_back(bezorging_id: UUID) -> str:
    """What we sent comes back in the post, with its code, and is scanned. Returns the batch. Raises Unavailable."""
    return _deliver(paper(printed_pdf(bezorging_id)))


def _deliver(pdf: bytes) -> str:
    if not settings.SCANMAP or not Path(settings.SCANMAP).is_dir():
        raise Unavailable("map met scans")
    return deliver(Path(settings.SCANMAP), [pdf])


def _typed(sleutel: str) -> bytes:
    """The letter on paper: our address in the window, theirs above the text, their name below."""
    klant, (titel, tekst) = pack().klant(sleutel), BRIEVEN[sleutel]
    wij, adres = organisatie(), klant.adres
    straat = f"{adres.straat} {adres.huisnummer}\n{adres.postcode} {adres.plaats}\n\n" if adres else ""
    bericht = UitgaandBericht(
        uuid4(),
        "brief@voorbeeld.example",
        Postadres(wij.mailadres, klant.weergavenaam),
        Postadres(""),
        titel,
        f"{klant.weergavenaam}\n{straat}{tekst}\n\nMet vriendelijke groet,\n\n{klant.weergavenaam}",
        adresregels=(wij.naam, "Raadhuisplein 1", "9999 AA  WATERDAM"),
    )
    return opmaak.make_up(bericht, opmaak.Afzender(klant.weergavenaam), datetime.now(UTC).date()).pdf


def printed() -> list[Gedrukt]:
    """Every letter the printer has, newest first. Raises Unavailable."""
    said = json.loads(_call("GET", "/twin/brieven"))["brieven"]
    regels = [
        Gedrukt(
            b["client_ref"],
            (GEMELD | STANDEN).get(b["status"], b["status"]),
            datetime.fromisoformat(b["at"]),
            tuple(b["address_lines"]),
            b["pages"],
        )
        for b in said
    ]
    return sorted(regels, key=lambda r: r.moment, reverse=True)[:100]


def printed_pdf(bezorging_id: UUID) -> bytes:
    """One letter as it was printed. Raises Unavailable."""
    return _call("GET", f"/twin/brieven/{bezorging_id}")


def tell(bezorging_id: UUID, status: str) -> None:
    """The printer says what became of a letter. Raises Invalid, Unavailable."""
    if status not in STANDEN:
        raise Invalid("stand", "Kies wat er met de brief gebeurde.")
    reden = {"reason": "Onbekend op dit adres"} if status == "returned" else {}
    _call("POST", f"/twin/brieven/{bezorging_id}", {"status": status, **reden})


def _call(methode: str, pad: str, body: dict[str, Any] | None = None) -> bytes:
    basis = next((a.instellingen.get("url", "") for a in kanaalaccounts("brief")), "")
    data = json.dumps(body).encode() if body is not None else b""
    answer = outbound.send(methode, f"{basis}{pad}", body=data, headers={"Content-Type": "application/json"})
    if not isinstance(answer, outbound.Accepted):
        raise Unavailable("drukker van de demo")
    return answer.body
