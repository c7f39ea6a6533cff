"""Haal Centraal BRP Personen bevragen, version 2: one person by BSN, with headers out of the living activity."""
