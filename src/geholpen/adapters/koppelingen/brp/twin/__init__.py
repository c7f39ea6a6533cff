"""A BRP to test and show with: it checks a question by the contract (Haal Centraal BRP Personen bevragen 2.0),
knows who it is given, and fails as it is told.

    python -m geholpen.adapters.koppelingen.brp.twin --poort 5010 --personen personen.json

`POST /personen` answers; `GET /gevraagd` shows what was asked; `PUT /gedrag` says how it behaves.
"""

from geholpen.adapters.koppelingen.brp.twin.register import Brptwin

__all__ = ["Brptwin"]
