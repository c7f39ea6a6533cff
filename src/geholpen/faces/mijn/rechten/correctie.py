"""Ask to correct something: first which value, then what it must be."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.partijen.queries import Verbeterbaar, te_beperken, te_verbeteren
from geholpen.faces.mijn.rechten.woorden import RECHTEN, onderdelen
from geholpen.faces.mijn.schil import pagina
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid
from geholpen.platform.models import uuid7

#: Parts of a value by their column: what it is called, and what a browser may fill in.
KOLOMMEN: dict[str, tuple[Any, str]] = {
    "voorletters": (gettext_lazy("Voorletters"), "off"),
    "voornaam": (gettext_lazy("Voornaam"), "given-name"),
    "voorvoegsel_achternaam": (gettext_lazy("Tussenvoegsel"), "off"),
    "achternaam": (gettext_lazy("Achternaam"), "family-name"),
    "straatnaam": (gettext_lazy("Straat"), "address-line1"),
    "huisnummer": (gettext_lazy("Huisnummer"), "off"),
    "huisnummertoevoeging": (gettext_lazy("Toevoeging"), "off"),
    "postcode": (gettext_lazy("Postcode"), "postal-code"),
    "stad": (gettext_lazy("Plaats"), "address-level2"),
    "adres": (gettext_lazy("Nieuwe waarde"), "off"),
    "geboortedatum": (gettext_lazy("Geboortedatum, bijvoorbeeld 01-02-1960"), "bday"),
    "aanhef": (gettext_lazy("Hoe wij u aanspreken"), "off"),
    "iban": (gettext_lazy("Rekeningnummer (IBAN)"), "off"),
    "bic": (gettext_lazy("BIC van de bank"), "off"),
    "object_id": (gettext_lazy("Nummer"), "off"),
}
_VERPLICHT = frozenset(
    {"achternaam", "straatnaam", "huisnummer", "postcode", "stad", "adres", "geboortedatum", "iban", "object_id"}
)
VELD = {
    "naam": gettext_lazy("Uw naam"),
    "adres": gettext_lazy("Uw adres"),
    "email": gettext_lazy("Uw mailadres"),
    "telefoon": gettext_lazy("Uw telefoonnummer"),
    "whatsapp": gettext_lazy("Uw nummer voor berichten"),
    "geboorte": gettext_lazy("Uw geboortedatum"),
    "aanhef": gettext_lazy("Hoe wij u aanspreken"),
    "rekening": gettext_lazy("Uw rekeningnummer"),
    "kvk": gettext_lazy("Het KvK-nummer van uw bedrijf"),
    "rsin": gettext_lazy("Het RSIN van uw bedrijf"),
    "vestiging": gettext_lazy("Het vestigingsnummer van uw bedrijf"),
}
ANDERS, GESPREK = "anders", "gesprek"
#: Rights that can be about one address or number.
PER_RIJ = frozenset({"beperking", "verwijdering"})
_WISBAAR = frozenset({"email", "telefoon", "whatsapp"})


def show(request: HttpRequest, ctx: Context, partij_id: UUID, fout: tuple[str, str] | None) -> HttpResponse:
    """The list of values, or the form of the one that was chosen."""
    given = request.POST if request.method == "POST" else request.GET
    veld, doel = given.get("veld", ""), given.get("doel", "")
    titel, uitleg, _icoon = RECHTEN["correctie"]
    basis = {"titel": titel, "uitleg": uitleg, "fout": fout, "sleutel": request.POST.get("sleutel") or uuid7()}
    if not veld and request.method == "GET":
        kiezen = {"keuzes": [_keuze(v) for v in te_verbeteren(ctx, partij_id)], "anders_url": _url(ANDERS, "")}
        return pagina(request, "rechten/kiezen.html", basis | kiezen, actief="rechten")
    gegevens = basis | {
        "veld": veld,
        "doel": doel,
        "tekst": request.POST.get("tekst", ""),
        "nu": request.POST.get("nu", ""),
        "moet": request.POST.get("moet", ""),
        "staat_er": "",
        "onderdelen": onderdelen(),
        "gekozen": request.POST.getlist("onderdelen"),
        **_chosen(request, ctx, partij_id, veld, doel),
    }
    status = 422 if fout else 200
    return pagina(request, "rechten/verbeteren.html", gegevens, actief="rechten", status=status)


def single_rows(ctx: Context, partij_id: UUID, soort: str) -> list[tuple[str, str]]:
    """What has a row of its own, by its key: a mail address, a number, an account; to erase, what can go by itself."""
    if soort not in PER_RIJ:
        return []
    found = [v for v in te_beperken(ctx, partij_id) if v.tekst and (soort != "verwijdering" or v.veld in _WISBAAR)]
    return [(v.doel, f"{VELD[v.veld]}: {v.tekst}") for v in found]


def _chosen(request: HttpRequest, ctx: Context, partij_id: UUID, veld: str, doel: str) -> dict[str, Any]:
    """What is shown of the value. Raises Http404 for one that is not theirs."""
    if veld in VELD:
        found = next((v for v in te_verbeteren(ctx, partij_id) if (v.veld, v.doel) == (veld, doel)), None)
        if found is None:
            raise Http404
        return {"wat": VELD[veld], "staat_er": found.tekst, "delen": _parts(request, found)}
    if veld == GESPREK:
        try:
            vraag = regel_van(ctx, partij_id, UUID(doel))
        except (Invalid, ValueError) as absent:
            raise Http404 from absent
        return {"wat": _("Ons gesprek over vraag %(kenmerk)s") % {"kenmerk": vraag.kenmerk}, "delen": []}
    return {"wat": _("Iets anders"), "delen": []}


def _parts(request: HttpRequest, found: Verbeterbaar) -> list[dict[str, Any]]:
    """One box per part, filled with what was typed or else with what it says now."""
    post = request.POST if request.method == "POST" else {}
    return [
        {
            "naam": kolom,
            "label": {"email": _("Mailadres"), "telefoon": _("Telefoonnummer")}.get(found.veld, KOLOMMEN[kolom][0]),
            "vult": {"email": "email", "telefoon": "tel"}.get(found.veld, KOLOMMEN[kolom][1]),
            "soort": {"email": "email", "telefoon": "tel"}.get(found.veld, "text"),
            "waarde": post.get(kolom, waarde),
            "optioneel": kolom not in _VERPLICHT,
        }
        for kolom, waarde in found.waarden.items()
    ]


def _keuze(v: Verbeterbaar) -> dict[str, Any]:
    return {"wat": VELD[v.veld], "tekst": v.tekst or _("Er staat niets"), "url": _url(v.veld, v.doel)}


def _url(veld: str, doel: str) -> str:
    return f"{reverse('mijn:recht_vragen', args=['correctie'])}?{urlencode({'veld': veld, 'doel': doel})}"
