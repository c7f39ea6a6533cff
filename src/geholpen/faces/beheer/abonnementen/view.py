"""Who hears of changes, whether they arrive, and what to do when they do not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from geholpen.domain.notificaties import commands, queries
from geholpen.domain.organisatie.queries import applicaties_overzicht
from geholpen.faces.beheer.abonnementen import woorden
from geholpen.faces.beheer.schil import alleen_beheer, pagina
from geholpen.platform.errors import Invalid, Missing
from geholpen.platform.outbound import Accepted

ZAKEN = "nl.overheid.zaken"
#: Names of the interface, as the fields of the form have them.
_VELDEN = {"callbackUrl": "adres", "auth": "auth"}


@alleen_beheer("applicaties")
def nieuw(request: Any, applicatie_id: UUID) -> HttpResponse:
    """Make a subscription for an application: kept first, then tried, then active."""
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            given = _given(request.POST)
            id, geheim = commands.register_for_applicatie(request.context, applicatie_id, given)
        except Invalid as problem:
            fouten = {_VELDEN.get(problem.field, "kanalen"): problem.reason}
        except Missing as gone:
            raise Http404 from gone
        else:
            return _page(request, id, geheim=geheim, mislukt=_try(request, id))
    gegevens = {
        "applicatie": _applicatie(applicatie_id),
        "kanalen": [(k.naam, k.naam) for k in queries.notificatiekanalen()] + [(ZAKEN, _("koppelingen met een zaak"))],
        "fouten": fouten,
        "ingevuld": request.POST,
        "gekozen": request.POST.getlist("kanalen"),
    }
    return pagina(request, "abonnementen/nieuw.html", gegevens, actief="applicaties", status=422 if fouten else 200)


def _given(post: Any) -> dict[str, Any]:
    """The form as a subscription. Raises Invalid."""
    kanalen = post.getlist("kanalen")
    if not kanalen:
        raise Invalid("kanalen", _("Kies waarvan de applicatie bericht krijgt."))
    return {
        "callback_url": post.get("adres", "").strip()[:1000],
        "auth": post.get("auth", "").strip()[:1000],
        "kanalen": [{"naam": naam} for naam in kanalen if naam != ZAKEN],
        "stuurt_cloudevents": post.get("vorm") == "cloudevents",
        "cloudevent_filters": [{"type_substring": ZAKEN}] if ZAKEN in kanalen else [],
    }


@alleen_beheer("applicaties")
def view(request: Any, abonnement_id: UUID) -> HttpResponse:
    """One subscription: how it goes, its last messages; POST tries, pauses, goes on, sends again or ends."""
    if request.method == "POST":
        try:
            if request.POST.get("actie") == "proef":
                return _page(request, abonnement_id, mislukt=_try(request, abonnement_id))
            return HttpResponseRedirect(_do(request, abonnement_id))
        except Missing as gone:
            raise Http404 from gone
    return _page(request, abonnement_id)


def _do(request: Any, id: UUID) -> str:
    """Do what was asked. Returns where to go. Raises Missing."""
    here, ctx = reverse("beheer:abonnement", args=[id]), request.context
    match request.POST.get("actie", ""):
        case "pauzeren":
            commands.pause_abonnement(ctx, id)
            messages.success(request, _("Het abonnement is gepauzeerd. Wat er nu gebeurt, wacht tot u het hervat."))
        case "hervatten":
            commands.resume_abonnement(ctx, id)
            messages.success(request, _("Het abonnement gaat verder. Wat wachtte, wordt nu bezorgd."))
        case "opnieuw":
            commands.resend_notificatie(ctx, id, _uuid(request.POST.get("notificatie", "")))
            messages.success(request, _("Het bericht wordt opnieuw gestuurd."))
        case "intrekken":
            found = queries.abonnement(id)
            commands.withdraw_for_applicatie(ctx, id)
            messages.success(request, _("Het abonnement is ingetrokken."))
            return reverse("beheer:applicatie", args=[found.applicatie_id]) if found else here
    return here


def _try(request: Any, id: UUID) -> str:
    """Send a trial message. Returns why it did not arrive. A subscription that waits for its check becomes active."""
    commands.begin_check(request.context, id)
    uitkomst = queries.try_receiver(id)
    fout = "" if isinstance(uitkomst, Accepted) else uitkomst.code
    commands.note_check(request.context, id, fout, uitkomst.status)
    if fout:
        return woorden.outcome(fout, uitkomst.status)
    found = queries.abonnement(id)
    if found and found.stand == "controle":
        commands.activate_for_applicatie(request.context, id)
        messages.success(request, _("Het proefbericht is aangenomen. Het abonnement is nu actief."))
    else:
        messages.success(request, _("Het proefbericht is aangenomen."))
    return ""


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Missing from error


def _page(request: Any, id: UUID, *, geheim: str = "", mislukt: str = "") -> HttpResponse:
    """`geheim`: to be shown in this answer and nowhere else; `mislukt`: why the trial message did not arrive."""
    found = queries.abonnement(id)
    if found is None:
        raise Http404
    gegevens = {
        "abonnement": found,
        "applicatie": _applicatie(found.applicatie_id),
        "geheim": geheim,
        "mislukt": mislukt,
        "stand": woorden.stand(found),
        "vraagt": woorden.vraagt(found),
        "laatste_fout": woorden.outcome(found.laatste_fout, found.laatste_status) if found.laatste_fout else "",
        "telling": queries.tellingen(id),
        "berichten": [(n, woorden.over(n), woorden.staat(n), _why(n)) for n in queries.notificaties(id)],
    }
    return pagina(request, "abonnementen/page.html", gegevens, actief="applicaties")


def _why(n: queries.NotificatieInfo) -> str:
    return woorden.outcome(n.fout, n.status) if n.staat == "opgegeven" or n.fout else ""


def _applicatie(id: UUID) -> Any:
    found = next((a for a in applicaties_overzicht() if a.id == id), None)
    if found is None:
        raise Http404
    return found
