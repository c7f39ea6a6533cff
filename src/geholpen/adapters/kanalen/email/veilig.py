"""HTML of strangers made harmless: an allow-list, no remote images, no scripts, and the plain text of it.

Stored once, cleaned on the way in; `VERSIE` goes up when the rules or the library change, and then it is cleaned again
from the raw message.
"""

# ruff: noqa: SIM905  (lists of names read better as words than as a column of strings)

from __future__ import annotations

import html as htmllib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geholpen.adapters.kanalen.email.tekens import maak_schoon
from geholpen.platform.later import later

if TYPE_CHECKING:
    import html_text
    import nh3
    from lxml import etree
    from lxml import html as boomhtml
else:
    html_text = later("html_text")
    nh3 = later("nh3")
    etree = later("lxml.etree")
    boomhtml = later("lxml.html")

VERSIE = 1
MAX_TEKENS = 1_000_000
# The sum over all elements of their depth. Above it browsers' own repair rules make the output many times the input.
# It must stay below 2048 squared: at that depth libxml2 leaves out the rest without a word.
MAX_KOSTEN = 3_000_000

_TAGS = set("p br div span b strong i em u s a ul ol li blockquote pre code hr img h1 h2 h3 h4 h5 h6".split())
_TABEL = set("table thead tbody tfoot tr td th caption colgroup col".split())
# Removed with everything in them: code, other languages, other documents, and texts nobody sees on the page.
_MET_INHOUD = set(
    "script style svg math iframe object template noscript title applet embed frame frameset noembed noframes"
    " xmp plaintext textarea select audio video canvas".split()
)
_ATTRIBUTEN = {
    "*": {"title", "dir", "lang", "style"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    **{tag: {"colspan", "rowspan", "width", "height"} for tag in ("td", "th")},
    "table": {"width", "height"},
}
_STIJL = frozenset(
    "color background-color font-weight font-style font-size font-family text-decoration text-align vertical-align"
    " white-space width height margin margin-top margin-right margin-bottom margin-left padding padding-top"
    " padding-right padding-bottom padding-left border border-top border-right border-bottom border-left"
    " border-collapse border-color border-style border-width list-style-type".split()
)
# No backslash, no comment, no parenthesis except in a colour: url(), expression() and image-set() cannot be spelled.
_KLEUR = r"(?:rgb|hsl)a?\([\d\s.,%/]{1,40}\)"
_WAARDE = re.compile(rf"(?:[\w\s#.,%'\"-]|{_KLEUR}){{1,200}}", re.ASCII | re.IGNORECASE)
_GETAL = re.compile(r"\d{1,4}%?", re.ASCII)
_CID = re.compile(r"cid:[^\s\"'<>\\]{1,250}", re.ASCII | re.IGNORECASE)
_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_EXTERN = re.compile(r"\s*(?:(?:https?|ftp):|[/\\]{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class VeiligeHtml:
    """`html` is fit for a sandboxed frame; `externe_beelden` were left out; `beperkt`: only the text could be kept."""

    html: str
    tekst: str
    externe_beelden: int = 0
    beperkt: bool = False


def maak_veilig(bron: str) -> VeiligeHtml:
    """Untrusted HTML in, harmless HTML and its text out. Never raises; too much or too deep gives only text."""
    bron = maak_schoon(bron)
    boom = _lees(bron) if len(bron) <= MAX_TEKENS else None
    if boom is None or _kosten(boom) > MAX_KOSTEN:
        tekst = _kale_tekst(bron[:MAX_TEKENS])
        return VeiligeHtml("", tekst, beperkt=bool(tekst))
    extern = _verwijder_externe_beelden(boom)
    # Serialising the tree first closes every element; nh3 alone turned 120 kB of open <b> tags into 46 MB.
    schoon = maak_schoon(_cleaner().clean(boomhtml.tostring(boom, encoding="unicode"))).strip()
    return VeiligeHtml(schoon, naar_tekst(schoon), extern)


def naar_tekst(schone_html: str) -> str:
    """Sanitised HTML in, readable text out."""
    boom = _lees(schone_html)
    return maak_schoon(html_text.extract_text(boom)).strip() if boom is not None else ""


def _lees(bron: str) -> boomhtml.HtmlElement | None:
    parser = boomhtml.HTMLParser(recover=True, encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return boomhtml.document_fromstring(bron.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _kosten(boom: boomhtml.HtmlElement) -> int:
    kosten = diepte = 0
    for gebeurtenis, _ in etree.iterwalk(boom, events=("start", "end")):
        diepte += 1 if gebeurtenis == "start" else -1
        kosten += diepte
    return kosten


def _verwijder_externe_beelden(boom: boomhtml.HtmlElement) -> int:
    """Put the alternative text in the place of every image that would be fetched elsewhere; the number of them out."""
    extern = 0
    for beeld in list(boom.iter("img", "image")):
        if not (_EXTERN.match(beeld.get("src") or "") or beeld.get("srcset")):
            continue
        extern += 1
        beeld.tail = (beeld.get("alt") or "").strip() + (beeld.tail or "")
        beeld.drop_tree()
    return extern


def _filter(tag: str, attribuut: str, waarde: str) -> str | None:
    """The last word on every attribute nh3 lets through."""
    if attribuut == "style":
        return _filter_stijl(waarde)
    if attribuut == "src":
        return waarde if tag == "img" and _CID.fullmatch(waarde) else None
    if attribuut == "href":
        return waarde if _LINK.match(waarde) else None
    if attribuut in ("width", "height", "colspan", "rowspan"):
        return waarde if _GETAL.fullmatch(waarde.strip()) else None
    return waarde


def _filter_stijl(waarde: str) -> str | None:
    # Done here and not only by nh3: its filter runs before escapes are undone, so "\75rl(…)" came out as url(…).
    over = []
    for regel in waarde.split(";"):
        naam, _, inhoud = regel.partition(":")
        naam, inhoud = naam.strip().lower(), inhoud.strip()
        if naam in _STIJL and _WAARDE.fullmatch(inhoud):
            over.append(f"{naam}:{inhoud}")
    return ";".join(over) or None


def _kale_tekst(bron: str) -> str:
    """The emergency exit: everything between < and > gone, no parser involved, linear in the length."""
    return maak_schoon(re.sub(r"[ \t]+", " ", htmllib.unescape(re.sub(r"<[^<>]*>", " ", bron)))).strip()


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS | _TABEL,
        clean_content_tags=_MET_INHOUD,
        attributes=_ATTRIBUTEN,
        attribute_filter=_filter,
        link_rel="noopener noreferrer nofollow",
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        url_relative="deny",
        filter_style_properties=set(_STIJL),
    )
