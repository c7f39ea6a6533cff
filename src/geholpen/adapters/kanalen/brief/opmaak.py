"""A letter as a tagged PDF: address in the window, return code, marks for the machine that folds. Pure but for fonts.

WeasyPrint reads nothing but what is in the page itself: only `data:` may be fetched, so a template or a text cannot
make it look in files or on the network.
"""

from __future__ import annotations

import base64
import io
import logging
import textwrap
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geholpen.domain.berichten.ports import UitgaandBericht
from geholpen.platform import ui
from geholpen.platform.errors import Invalid
from geholpen.platform.later import later

if TYPE_CHECKING:
    import pikepdf
    import segno
else:
    pikepdf = later("pikepdf")
    segno = later("segno")

HIER = Path(__file__).parent
MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)
#: A letter of more pages does not go by itself into one envelope.
MAX_PAGINAS = 12
MAX_REGELS, MAX_REGEL = 7, 60
#: Marks for the inserter, in millimetres: from the left, from the bottom of the first, apart, wide, thick.
_MERK = (6.0, 140.0, 4.2, 7.0, 0.6)
_MM = 72 / 25.4
logging.getLogger("weasyprint").setLevel(logging.ERROR)
logging.getLogger("fontTools").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Afzender:
    """Who writes, as it stands on the paper."""

    naam: str
    retouradres: str = ""
    telefoon: str = ""
    portaal: str = ""  # beginning of the address in the return code


@dataclass(frozen=True, slots=True)
class Brief:
    """The PDF and its number of pages."""

    pdf: bytes
    paginas: int


def make_up(bericht: UitgaandBericht, van: Afzender, dag: date) -> Brief:
    """One letter. Raises Invalid when there is no address, or it does not fit on one envelope."""
    regels = address_lines(bericht.adresregels)
    sleutel, kenmerk = return_keys(bericht)
    vulling = {
        "titel": bericht.onderwerpregel or "Brief",
        "afzender": van.naam,
        "retouradres": van.retouradres,
        "telefoon": van.telefoon,
        "adresregels": regels,
        "code": qr(f"{van.portaal.rstrip('/')}/brief/{sleutel}") if sleutel else "",
        "datum": f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}",
        "kenmerk": kenmerk,
        "alineas": _paragraphs(bericht.tekst),
        "stijl": _sheet(kenmerk),
    }
    pdf = _render(_templates().get_template("brief.html").render(vulling))
    return _marked(pdf)


def address_lines(regels: tuple[str, ...]) -> tuple[str, ...]:
    """The lines for the window; a long name or street goes on below. Raises Invalid when they do not fit."""
    schoon = tuple(" ".join("".join(t for t in regel if t.isprintable()).split()) for regel in regels)
    heel = textwrap.TextWrapper(MAX_REGEL, break_long_words=False, break_on_hyphens=False)  # words stay whole
    schoon = tuple(deel for regel in schoon for deel in heel.wrap(regel))
    if len(schoon) < 2:  # noqa: PLR2004  a name and a place at least
        raise Invalid("adres", "Van deze klant is geen volledig adres bekend. Er kan geen brief naar de klant.")
    if len(schoon) > MAX_REGELS or any(len(regel) > MAX_REGEL for regel in schoon):
        raise Invalid("adres", "Dit adres past niet in het venster van de envelop. Kort het adres in.")
    return schoon


def return_keys(bericht: UitgaandBericht) -> tuple[str, str]:
    """What the code says ("<reference>.<signature>") and what people read (reference with check letters)."""
    lokaal = bericht.antwoord_aan.partition("@")[0]
    sleutel = lokaal.partition("+q.")[2]
    return sleutel, bericht.papierkenmerk or bericht.kenmerk


def qr(tekst: str) -> str:
    """A QR code as a picture inside the page, with a quarter of it to spare for stains and folds."""
    return str(segno.make(tekst, error="q", micro=False).svg_data_uri(scale=4, border=2))


def _paragraphs(tekst: str) -> list[list[str]]:
    stukken = (stuk.strip("\n") for stuk in tekst.replace("\r\n", "\n").split("\n\n"))
    return [stuk.split("\n") for stuk in stukken if stuk.strip()]


@cache
def _templates() -> Environment:
    """Letters are data: every value is escaped, and one that is missing is our mistake."""
    return Environment(loader=FileSystemLoader(HIER), autoescape=True, undefined=StrictUndefined)


def _sheet(kenmerk: str) -> str:
    veilig = "".join(t for t in kenmerk if t.isalnum() or t == "-")
    bron = (HIER / "brief.css").read_text(encoding="utf-8")
    css = bron.replace("{{ kenmerk }}", veilig).replace(
        "{{ letter }}", '"Noto Sans", "Noto Sans Ext", "DejaVu Sans", sans-serif'
    )
    return Markup(css.replace("{{ lettertypen }}", _fonts()))  # noqa: S704


@cache
def _fonts() -> str:
    """The letters of the interface, inside the page; without them those of the machine."""
    plek = Path(ui.__file__).parent / "static" / "nlds" / "letters"
    regels = []
    for familie, bereik in (("Noto Sans", "latin"), ("Noto Sans Ext", "latin-ext")):
        for gewicht in (400, 700):
            bestand = plek / f"noto-sans-{bereik}-{gewicht}-normal.woff2"
            if bestand.is_file():
                inhoud = base64.b64encode(bestand.read_bytes()).decode()
                bron = f"src: url(data:font/woff2;base64,{inhoud})"
                regels.append(f'@font-face {{ font-family: "{familie}"; font-weight: {gewicht}; {bron} }}')
    return "\n".join(regels)


def _render(html: str) -> bytes:
    # Large, with libraries of the system: only whoever makes a letter pays for it.
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
    return bytes(HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1"))


def _marked(raw: bytes) -> Brief:
    """The same PDF with marks for the inserter on every front page. Raises Invalid for too many pages."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        aantal = len(pdf.pages)
        if aantal > MAX_PAGINAS:
            raise Invalid("tekst", f"Deze brief heeft {aantal} bladzijden. Meer dan {MAX_PAGINAS} past niet.")
        for nummer, bladzij in enumerate(pdf.pages[::2]):
            bladzij.contents_add(pdf.make_stream(_marks(nummer, (aantal + 1) // 2)), prepend=False)
        uit = io.BytesIO()
        pdf.save(uit, static_id=True)
    return Brief(uit.getvalue(), aantal)


def _marks(vel: int, vellen: int) -> bytes:
    """Bars on one sheet: it is one of ours, it is the last of this letter, and its number in two bits."""
    links, onder, afstand, breed, dik = (waarde * _MM for waarde in _MERK)
    aan = [True, vel == vellen - 1, bool(vel & 1), bool(vel & 2)]
    strepen = " ".join(
        f"{links:.2f} {onder - nummer * afstand:.2f} {breed:.2f} {dik:.2f} re"
        for nummer, is_aan in enumerate(aan)
        if is_aan
    )
    return f"/Artifact BMC q 0 g {strepen} f Q EMC".encode()
