"""Authorization codes: kept in the session table, so that every process knows them; usable once, for a minute."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

_FIELD = "oidc_code"
LEEFTIJD = timedelta(seconds=60)


def issue(gegevens: dict[str, Any]) -> str:
    """Keep what was granted; returns the code."""
    code = secrets.token_hex(16)
    data = SessionStore().encode({_FIELD: gegevens})
    Session.objects.create(session_key=code, session_data=data, expire_date=timezone.now() + LEEFTIJD)
    return code


def redeem(code: str) -> dict[str, Any] | None:
    """What was granted for this code, once; None when unknown, used or too old."""
    row = Session.objects.filter(session_key=code, expire_date__gt=timezone.now()).first()
    granted = SessionStore().decode(row.session_data).get(_FIELD) if row else None
    if granted is None:
        return None
    deleted, _per_model = Session.objects.filter(session_key=code).delete()
    return granted if deleted else None
