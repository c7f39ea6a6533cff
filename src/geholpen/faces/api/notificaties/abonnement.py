"""abonnement: the subscriptions of the application that calls."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
from django.utils.translation import gettext as _
from rest_framework import serializers as drf

from geholpen.domain.klantinteracties.queries import Antwoord, Vraag
from geholpen.domain.notificaties import commands, queries
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.fouten import invalid
from geholpen.platform.context import Context
from geholpen.platform.outbound import Accepted


class Kanaal(drf.Serializer[Any]):
    """A kanaal, and what its notifications must be like."""

    naam = drf.CharField(max_length=50)
    filters = drf.DictField(child=drf.CharField(max_length=1000, allow_blank=True), required=False)


class CloudeventFilter(drf.Serializer[Any]):
    """A piece of the type of CloudEvents."""

    type_substring = drf.CharField(max_length=100)


class AbonnementInvoer(drf.Serializer[Any]):
    """What a caller may give."""

    callback_url = drf.CharField(max_length=1000)
    auth = drf.CharField(max_length=1000, allow_blank=True, write_only=True)
    kanalen = Kanaal(many=True, required=False)
    send_cloudevents = drf.BooleanField(required=False)
    cloudevent_filters = CloudeventFilter(many=True, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A subscription asks for something."""
        if not self.partial and not attrs.get("kanalen") and not attrs.get("cloudevent_filters"):
            raise drf.ValidationError({"kanalen": [_("Kies ten minste één kanaal.")]}, "required")
        return attrs


def _given(gegevens: dict[str, Any]) -> dict[str, Any]:
    found = dict(gegevens)
    if "send_cloudevents" in found:
        found["stuurt_cloudevents"] = found.pop("send_cloudevents")
    return found


def _maak(ctx: Context, gegevens: dict[str, Any]) -> tuple[UUID, str]:
    """Kept first, then tried, then active: an address that does not take our message is refused."""
    id, geheim = commands.register_abonnement(ctx, _given(gegevens))
    uitkomst = queries.try_receiver(id)
    if not isinstance(uitkomst, Accepted):
        commands.drop_abonnement(ctx, id)
        raise _not_received()
    commands.activate_abonnement(ctx, id)
    return id, geheim


def _not_received() -> drf.ValidationError:
    return invalid(
        "nonFieldErrors", "invalid-callback-url", _("De opgegeven callback URL kan geen notificaties ontvangen.")
    )


def _wijzig(ctx: Context, id: UUID, gegevens: dict[str, Any], partial: bool) -> None:
    given = _given(gegevens)
    commands.begin_change(ctx, id, given)
    if "callback_url" in given or "auth" in given:
        uitkomst = queries.try_receiver(id, given.get("callback_url", ""), given.get("auth"))
        if not isinstance(uitkomst, Accepted):
            raise _not_received()
    commands.change_abonnement(ctx, id, given)


def _shown(basis: str, a: queries.AbonnementInfo) -> dict[str, Any]:
    return {
        "url": f"{basis}abonnement/{a.id}",
        "callbackUrl": a.callback_url,
        "kanalen": [{"naam": k["naam"], "filters": k.get("filters") or {}} for k in a.kanalen],
        "sendCloudevents": a.stuurt_cloudevents,
        "cloudeventFilters": [{"typeSubstring": f["type_substring"]} for f in a.cloudevent_filters],
    }


def _read(ctx: Context, vraag: Vraag) -> Antwoord:
    own = queries.abonnementen(ctx.actor.person)
    asked = dict(vraag.filters).get("uuid")
    found = [orjson.dumps(_shown(vraag.basis, a)) for a in own if asked in {None, str(a.id)}]
    return Antwoord(len(found), found, frozenset())


def _made(ctx: Context, basis: str, gemaakt: tuple[UUID, str]) -> bytes:
    """With the secret to check our signature by: this once."""
    found = queries.abonnement(gemaakt[0])
    assert found is not None  # noqa: S101  it was made a moment ago
    return orjson.dumps({**_shown(basis, found), "ondertekeningsgeheim": gemaakt[1]})


BRON = Bron(
    "abonnement",
    lees=_read,
    invoer=AbonnementInvoer,
    maak=_maak,
    antwoord=_made,
    wijzig=_wijzig,
    verwijder=commands.withdraw_abonnement,
    leden=("url", "callbackUrl", "auth", "kanalen", "sendCloudevents", "cloudeventFilters"),
    kaal=True,
)
