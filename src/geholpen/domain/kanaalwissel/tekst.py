"""What the customer reads about going on in another channel, in the language that is on. Pure."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.kanaalwissel.wegen import DAGDELEN, Belmoment
from geholpen.domain.organisatie.queries import OrganisatieInfo
from geholpen.platform.taal import TALEN
from geholpen.platform.telefoonnummer import leesbaar
from geholpen.platform.ui.tijd import dag

_OPENING = gettext_lazy("Wij praten hier verder over uw vraag")
_NIETS_OPNIEUW = gettext_lazy("U hoeft niets opnieuw uit te leggen: wij zien wat u ons eerder schreef of vertelde.")
_EENMAAL = gettext_lazy("De link werkt één keer, vierentwintig uur lang.")
_NIET_GEVRAAGD = gettext_lazy("Vroeg u dit niet? Dan hoeft u niets te doen.")


def is_opening(tekst: str) -> bool:
    """Whether a message begins with the first word in another channel, whatever the language."""
    for taal in TALEN:
        with translation.override(taal):
            if tekst.startswith(str(_OPENING)):
                return True
    return False


def bewijsvraag(organisatie: OrganisatieInfo, link: str) -> str:
    """To an address that is not proven: a link, and nothing of what it is about."""
    vraag = _("U vroeg om hier verder te praten met %(wij)s. Klopt dat? Open dan deze link:") % {
        "wij": organisatie.naam
    }
    return f"{vraag}\n{link}\n\n{_EENMAAL} {_NIET_GEVRAAGD} {_questions(organisatie)}"


def bewijsvraag_kort() -> str:
    """What the desk and the customer's own page show of that message: not the link."""
    return _("Wij stuurden een link waarmee u laat zien dat dit adres van u is.")


def chatlink(organisatie: OrganisatieInfo, link: str) -> str:
    """To go on in a chat: a link, and nothing of what it is about."""
    vraag = _("U vroeg om verder te chatten met %(wij)s. Open daarvoor deze link:") % {"wij": organisatie.naam}
    return f"{vraag}\n{link}\n\n{_EENMAAL} {_NIET_GEVRAAGD}"


def chatlink_kort() -> str:
    """What the desk and the customer's own page show of that message: not the link."""
    return _("Wij stuurden een link waarmee u verder gaat in de chat.")


def wie_vraag(organisatie: OrganisatieInfo, link: str) -> str:
    """To whoever typed the code of a letter over: log in once, and nothing of what it is about."""
    gelegd = _("%(wij)s heeft uw bericht bij de brief gelegd.") % {"wij": organisatie.naam}
    vraag = _("Laat één keer zien wie u bent. Dan antwoorden wij u hier:")
    return f"{gelegd} {vraag}\n{link}\n\n{_EENMAAL} {_questions(organisatie)}"


def wie_kort() -> str:
    """What the desk and the customer's own page show of that message: not the link."""
    return _("Wij stuurden een link om in te loggen, zodat wij hier kunnen antwoorden.")


def sjabloonzin(link: str) -> str:
    """What goes into the template of a chat app for an address that is not proven: on one line."""
    return _("Klopt dat? Antwoord dan JA, of open deze link: %(link)s") % {"link": link}


def sjabloonopening(kenmerk: str) -> str:
    """The same to a proven address."""
    zin = _("Het gaat om uw vraag %(kenmerk)s. U hoeft niets opnieuw uit te leggen. Antwoord gewoon op dit bericht.")
    return zin % {"kenmerk": kenmerk}


def opening(organisatie: OrganisatieInfo, kenmerk: str, kanaal: str = "") -> str:
    """To a proven address: here we go on, nothing needs to be said again."""
    hoe = {
        "brief": _("Schrijft u terug? Stuur deze brief of de code mee."),
        "mijn": _("Schrijf uw bericht gewoon op deze bladzijde."),
    }.get(kanaal, _("Antwoord gewoon op dit bericht."))
    return f"{_OPENING} {kenmerk}. {_NIETS_OPNIEUW} {hoe}\n\n{organisatie.naam}"


def uitnodiging(organisatie: OrganisatieInfo, adres: str) -> str:
    """To who goes on in Mijn: log in there; nothing of what it is about."""
    waar = _("Uw vraag aan %(wij)s gaat verder in uw eigen omgeving. Log in en open daar uw vraag:")
    return f"{waar % {'wij': organisatie.naam}}\n{adres}\n\n{_NIETS_OPNIEUW} {_questions(organisatie)}"


def _questions(organisatie: OrganisatieInfo) -> str:
    return _("Vragen: %(telefoon)s.") % {"telefoon": leesbaar(organisatie.telefoon)}


#: With what a promise to call begins that somebody asked for by going on by telephone.
BELBELOFTE = "U bellen op "


def belbelofte(moment: Belmoment) -> str:
    """What we promise to who goes on by telephone. The employee who keeps it reads it too: in Dutch."""
    with translation.override("nl"):
        return f"{BELBELOFTE}{dag(moment.dag)}, {DAGDELEN[moment.dagdeel]}"
