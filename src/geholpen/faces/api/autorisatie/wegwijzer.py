"""`/.well-known/authzen-configuration`: where decisions are asked. What is not named is not offered."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

PAD = "/access/v1/"


@require_safe
def view(request: HttpRequest) -> JsonResponse:
    """The metadata, for everybody."""
    adres = settings.ADRES or request.build_absolute_uri("/").rstrip("/")
    return JsonResponse(
        {
            "policy_decision_point": adres,
            "access_evaluation_endpoint": f"{adres}{PAD}evaluation",
            "access_evaluations_endpoint": f"{adres}{PAD}evaluations",
        }
    )
