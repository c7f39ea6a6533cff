"""Categories of personal data in an employee's words; the customer reads them as "uw naam"."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.taal import vertaald

SOORT: dict[int, Any] = {
    G.NAAM: _("naam"),
    G.CONTACTADRESSEN: _("telefoon en e-mail"),
    G.ADRES: _("adres"),
    G.GEBOORTEDATUM: _("geboortedatum"),
    G.GESLACHT: _("aanspreekvorm"),
    G.BSN: _("BSN"),
    G.RECHTSPERSOON: _("bedrijfsgegevens"),
    G.VERTEGENWOORDIGING: _("vertegenwoordiging"),
    G.CONTACTHISTORIE: _("eerdere contacten"),
    G.CONTACTINHOUD: _("wat er is gezegd"),
    G.KANAALVOORKEUR: _("voorkeur voor contact"),
    G.TAAL_EN_TOEGANKELIJKHEID: _("taal"),
    G.ZAKEN: _("aanvragen en hoe het daarmee staat"),
    G.DOCUMENTEN: _("documenten en bijlagen"),
    G.FINANCIEEL: _("geldzaken bij ons"),
    G.KLANTTEVREDENHEID: _("wat de klant van ons vond"),
    G.TOESTEMMINGEN: _("toestemmingen"),
    G.GEZONDHEID: _("gezondheid"),
    G.INTERNE_NOTITIE: _("notities van collega's"),
    G.KETENGEGEVENS: _("gegevens van andere organisaties"),
    G.KANAALGEDRAG: _("welke manieren van contact iemand gebruikt"),
    G.REISFASE: _("hoe ver iemand is met een aanvraag"),
    G.GROEPSKENMERK: _("in welke situatie iemand zit"),
    G.STATISTISCHE_KOPPELING: _("cijfers over de buurt"),
    G.INZAGEREGISTRATIE: _("wie gegevens bekeek"),
}


def soortnaam(soort: int) -> str:
    """One category in words."""
    return str(SOORT[soort]) if soort in SOORT else vertaald(G(soort).omschrijving)
