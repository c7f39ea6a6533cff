"""A purpose that rests on consent, somebody who works for it, and a customer who answers."""

from __future__ import annotations

from uuid import UUID

import pytest

from geholpen.domain.doelbinding.register import register
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.domain.rechten.commands import Antwoord, antwoord_toestemming
from geholpen.domain.rechten.queries import toestemmingen_van
from geholpen.platform.context import Aanleiding
from tests import bed

PARKEREN = 20
ANDERS = "Bel ons op 085 000 01 00, dan helpen wij u net zo goed."


@pytest.fixture
def samira(echte_stad):
    return echte_stad.stad.partij_id("samira")


@pytest.fixture
def aan_het_werk(samira):
    """Jolanda with an open question of Samira about parking."""
    vraag = next(v for v in vragen_van(bed.klant(samira), samira) if v.open and v.onderwerp_code == "parkeervergunning")
    return bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", samira, vraag.klantvraag_id))


@pytest.fixture
def op_toestemming(echte_stad, beheer):
    """Parking rests on consent for the time of this test."""
    beheer.execute(
        "UPDATE verwerkingsactiviteit_versie SET grondslag = 'toestemming', alternatief = %s WHERE nummer = %s",
        [ANDERS, PARKEREN],
    )
    register.forget()
    yield
    register.forget()


def say(partij_id: UUID, antwoord: str = "ja") -> UUID:
    """Answer the question as it is on the screen."""
    (gevraagd,) = (t for t in toestemmingen_van(bed.klant(partij_id), partij_id) if t.vraag.nummer == PARKEREN)
    return antwoord_toestemming(bed.klant(partij_id), partij_id, Antwoord(PARKEREN, antwoord, gevraagd.vraag.hash))
