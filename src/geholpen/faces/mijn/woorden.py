"""States in the words of a citizen, and channels as the screens call them. Pure."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geholpen.domain.klantcontacten.queries import TaakRegel, VraagRegel
from geholpen.faces.mijn import ander
from geholpen.platform.ui.tijd import dag

STATUS = {
    "nieuw": (gettext_lazy("Ontvangen"), "info"),
    "in_behandeling": (gettext_lazy("Wij zijn ermee bezig"), "info"),
    "wacht_op_klant": (gettext_lazy("Wij hebben geantwoord"), "let-op"),
    "afgehandeld": (gettext_lazy("Afgerond"), "ok"),
}
UITKOMST = {
    "beantwoord": gettext_lazy("Wij hebben uw vraag beantwoord."),
    "geregeld": gettext_lazy("Het is geregeld."),
    "doorverwezen": gettext_lazy("Wij hebben u doorverwezen."),
    "niet_van_ons": gettext_lazy("Deze vraag was niet voor ons."),
    "ingetrokken": gettext_lazy("U heeft uw vraag ingetrokken."),
}
#: Why nobody of ours reads a question now, what the customer can do, and whether that is at the own rights.
STIL = {
    "BEZWAAR": (
        gettext_lazy("U maakte bezwaar tegen dit gebruik van uw gegevens."),
        gettext_lazy("Wilt u toch antwoord? Schrijf dat bij uw bezwaar."),
        True,
    ),
    "BEPERKT": (
        gettext_lazy("U vroeg ons om uw gegevens even niet te gebruiken."),
        gettext_lazy("Wilt u toch antwoord? Schrijf dat bij uw verzoek."),
        True,
    ),
    "TOESTEMMING_ONTBREEKT": (
        gettext_lazy("U gaf hiervoor geen toestemming, of u stopte die."),
        gettext_lazy("Wilt u toch antwoord? Geef dan toestemming."),
        True,
    ),
    "DOEL_UIT": (
        gettext_lazy("Wij mogen uw gegevens hier nu niet voor gebruiken."),
        gettext_lazy("Dat ligt aan ons. Wilt u weten hoe lang het duurt? Bel ons."),
        False,
    ),
}
STAAT_STIL = {"status": gettext_lazy("Staat stil"), "soort": "let-op"}
PER_KANAAL = {
    "email": gettext_lazy("per e-mail"),
    "telefoon": gettext_lazy("aan de telefoon"),
    "balie": gettext_lazy("aan de balie"),
    "brief": gettext_lazy("per brief"),
    "mijn": gettext_lazy("in deze omgeving"),
    "portaal": gettext_lazy("via de website"),
    "chat": gettext_lazy("in de chat"),
    "whatsapp": gettext_lazy("via WhatsApp"),
    "sms": gettext_lazy("per sms"),
}
#: What somebody is for the reader: "Uw bewindvoerder".
ROL = {
    "machtiging": gettext_lazy("gemachtigde"),
    "gezag": gettext_lazy("ouder met gezag"),
    "voogdij": gettext_lazy("voogd"),
    "curatele": gettext_lazy("curator"),
    "bewind": gettext_lazy("bewindvoerder"),
    "mentorschap": gettext_lazy("mentor"),
    "erfgenaam": gettext_lazy("erfgenaam"),
}
VOORKEUR = {
    "email": gettext_lazy("E-mail"),
    "telefoon": gettext_lazy("Telefoon"),
    "brief": gettext_lazy("Brief"),
    "mijn": gettext_lazy("Bericht in deze omgeving"),
}
_ICOON = {"mijn": "portaal", "berichtenbox": "berichtenbox"}
_BEKEND = {"email", "chat", "telefoon", "whatsapp", "sms", "brief", "balie", "portaal", "berichtenbox"}


def kanaal(code: str) -> str:
    """The channel as the macros know it."""
    code = _ICOON.get(code, code)
    return code if code in _BEKEND else "systeem"


def volgende(vraag: VraagRegel, vandaag: date, naam: str = "", *, gewist: bool = False, stil: str = "") -> str:
    """What happens next, or how it ended. `naam`: whose question it is, when somebody else reads it; `gewist`: the text
    of our answer was erased; `stil`: the code that says why nobody of ours reads it now."""
    if naam:
        return ander.volgende(vraag, vandaag, naam)
    if not vraag.open:
        return str(UITKOMST.get(vraag.uitkomst, _("Deze vraag is afgerond.")))
    if stil in STIL:
        return _("Deze vraag staat stil. %(waarom)s") % {"waarom": STIL[stil][0]}
    if vraag.status == "wacht_op_klant" and gewist:
        return _("Wij hebben geantwoord. De tekst daarvan is gewist. Wilt u nog iets weten? Schrijf het erbij.")
    if vraag.status == "wacht_op_klant":
        return _("Lees ons antwoord. Wilt u nog iets weten? Schrijf het erbij.")
    if vraag.uiterlijk_op < vandaag:
        return _("U zou op %(dag)s antwoord hebben. Dat is niet gelukt. Wij werken er nog aan.") % {
            "dag": dag(vraag.uiterlijk_op)
        }
    return _("U hoort uiterlijk %(dag)s van ons.") % {"dag": dag(vraag.uiterlijk_op)}


def stand(taak: TaakRegel, vandaag: date, *, stil: bool = False) -> str:
    """How a promise stands: open, stil, te_laat, gedaan or vervallen. `stil`: its question stands still."""
    if taak.status == "te_verwerken" and stil:
        return "stil"
    if taak.status == "te_verwerken":
        return "te_laat" if taak.uiterlijk_op < vandaag else "open"
    return "vervallen" if taak.resultaat == "niet_bereikt" else "gedaan"


def belofte(taak: TaakRegel, naam: str = "") -> str:
    """What was promised, in one sentence. `naam`: to whom, when somebody else reads it."""
    if naam:
        return ander.belofte(taak, naam)
    if taak.soort == "terugbellen":
        return _("Wij bellen u terug")
    return _("U krijgt antwoord van ons")
