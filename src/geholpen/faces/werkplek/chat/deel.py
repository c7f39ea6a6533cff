"""What the desk shows of a chat that goes on: whether the visitor is there, reads along, and in which language."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from geholpen.domain.berichten.queries import BerichtRegel
from geholpen.domain.chat.commands import mark_door_ons_gelezen
from geholpen.domain.chat.queries import Bezoek, chat_van, gesloten_vensters, van_wie
from geholpen.domain.kanaalwissel.queries import Verder, gaat_verder
from geholpen.domain.klantcontacten.queries import VraagRegel
from geholpen.domain.organisatie.queries import namen
from geholpen.domain.partijen.queries import naam_van_ingelogde
from geholpen.platform.context import Context
from geholpen.platform.ui.tijd import wachttijd

_HOE = {
    "mijn": gettext_lazy("Ingelogd in de eigen omgeving bij ons"),
    "portaal": gettext_lazy("Ingelogd op een website die wij vertrouwen"),
    "": gettext_lazy("Ingelogd tijdens de chat"),
}


#: Where the customer goes on, while the window of the chat may still be open.
_VERDER = {
    "email": gettext_lazy("De klant gaat per e-mail verder."),
    "sms": gettext_lazy("De klant gaat per sms verder."),
    "whatsapp": gettext_lazy("De klant gaat via WhatsApp verder."),
    "brief": gettext_lazy("De klant gaat per brief verder."),
    "mijn": gettext_lazy("De klant gaat in de eigen omgeving verder."),
}


def chatdeel(ctx: Context, vraag: VraagRegel, gesprek: list[BerichtRegel]) -> dict[str, Any] | None:
    """For the templates, or None when the question was never in the chat."""
    bezoek = chat_van(ctx, vraag.partij_id, vraag.klantvraag_id)
    if bezoek is None:
        return None
    if bezoek.geeindigd_op is None and bezoek.wij_gelezen_tot < vraag.laatste_volgnummer:
        mark_door_ons_gelezen(ctx, vraag.partij_id, vraag.klantvraag_id, vraag.laatste_volgnummer)
    sleutels = [vraag.partij_id, vraag.klantvraag_id]
    open_, laatste_uit = bezoek.geeindigd_op is None, _last_out(gesprek)
    verder = _elsewhere(ctx, vraag, bezoek, gesprek) if open_ else None
    hier = reverse("werkplek:vraag", args=sleutels)
    return {
        "open": open_,
        "aanwezig": bezoek.is_aanwezig(timezone.now()),
        "stand": _stand(bezoek),
        "gelezen": open_ and 0 < laatste_uit <= bezoek.gelezen_tot,
        "ongelezen": open_ and laatste_uit > bezoek.gelezen_tot,
        "taal": _taal(bezoek.taal),
        "wacht": wachttijd(bezoek.wacht_sinds) if bezoek.wacht_sinds and open_ else "",
        "vraag_id": str(vraag.klantvraag_id),
        "gezien_tot": vraag.laatste_volgnummer,
        "nieuws_url": f"{reverse('werkplek:chat_nieuws', args=sleutels)}?na={vraag.laatste_volgnummer}",
        "verder": verder,
        "verder_zin": _VERDER[verder.kanaal] if verder else "",
        "buiten_url": f"{hier}?via=buiten#doen",
        "chat_url": f"{hier}?via=chat#doen",
        "antwoord_url": reverse("werkplek:chat_antwoord", args=sleutels),
        "typt_url": reverse("werkplek:chat_typt", args=sleutels),
        "sluit_url": reverse("werkplek:chat_sluit", args=sleutels),
    }


def _elsewhere(ctx: Context, vraag: VraagRegel, bezoek: Bezoek, gesprek: list[BerichtRegel]) -> Verder | None:
    """Where the question went on since the customer last wrote in this window; None when that is here."""
    verder = gaat_verder(ctx, vraag.partij_id, vraag.klantvraag_id)
    if verder is None or verder.kanaal not in _VERDER:
        return None
    hier = [b.moment for b in gesprek if b.richting == "in" and b.kanaal == "chat"]
    return verder if verder.sinds > max([bezoek.begonnen_op, *hier]) else None


def _stand(bezoek: Bezoek) -> str:
    if bezoek.geeindigd_op is not None:
        return {
            "bezoeker": _("De klant heeft de chat gesloten."),
            "medewerker": _("Wij hebben de chat gesloten."),
            "verder": _("De klant gaat per e-mail verder."),
            "ingelogd": _("Dit venster is gesloten: de klant logde in een ander venster in."),
        }.get(bezoek.einde, _("De klant is weggegaan."))
    if bezoek.is_aanwezig(timezone.now()):
        return _("De klant is in de chat.")
    return _("De klant is even weg. Uw bericht staat klaar als de klant terugkomt.")


def _taal(code: str) -> str:
    """The visitor's own language, when it is not Dutch."""
    kort = code.lower().partition("-")[0]
    if kort in ("", "nl"):
        return ""
    try:
        return str(get_language_info(kort)["name_translated"])
    except KeyError:
        return kort


def vensterregels(ctx: Context, vraag: VraagRegel) -> list[dict[str, Any]]:
    """Lines of the conversation: another window about this question was closed."""
    zin = _("Deze vraag was nog in een ander venster open. Dat is gesloten, omdat de klant inlogde.")
    momenten = gesloten_vensters(ctx, vraag.partij_id, vraag.klantvraag_id)
    return [{"soort": "venster", "id": f"venster-{n}", "moment": m, "tekst": zin} for n, m in enumerate(momenten, 1)]


def van_wie_deel(ctx: Context, vraag: VraagRegel) -> dict[str, Any] | None:
    """For the template, or None when there is nothing to decide or to undo."""
    found = van_wie(ctx, vraag.partij_id, vraag.klantvraag_id)
    if found is None:
        return None
    sleutels = [vraag.partij_id, vraag.klantvraag_id]
    wie = namen().get(found.medewerker_id) if found.medewerker_id else None
    return {
        "naam": naam_van_ingelogde(ctx.over(()), found.partij_id).get(found.partij_id, "")
        or _("iemand die wij kennen"),
        "hoe": _HOE.get(found.bewezen_hoe, _HOE[""]),
        "bewezen_op": found.bewezen_op,
        "verhuisd_op": found.verhuisd_op,
        "door": wie or _("een medewerker"),
        "hoort_bij_url": reverse("werkplek:chat_hoort_bij", args=sleutels),
        "terug_url": reverse("werkplek:chat_terugzetten", args=sleutels),
    }


def _last_out(alle: list[BerichtRegel]) -> int:
    """Number of the last message of ours in the chat."""
    return max((b.volgnummer for b in alle if b.richting == "uit" and b.kanaal == "chat"), default=0)
