"""Decisions: asked of us (AuthZEN 1.0 with the Dutch profile) and read back (Authorization Decision Log, level 3)."""

from __future__ import annotations

from geholpen.faces.api.autorisatie import beslissingen, evaluatie
from geholpen.faces.api.routes import Routepoort

AUTHZEN = Routepoort("AuthZEN", "1.0.0", evaluatie.ROUTES, evaluatie.SCHEMAS)
BESLISSINGEN = Routepoort("Authorization Decision Log", "0.1.0", beslissingen.ROUTES, beslissingen.SCHEMAS)

__all__ = ["AUTHZEN", "BESLISSINGEN"]
