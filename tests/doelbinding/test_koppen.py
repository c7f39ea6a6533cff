"""What a call to another organisation says of its purpose comes out of the activity that is open."""

from __future__ import annotations

from uuid import UUID

import pytest

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.models import Verwerkingsactiviteit
from geholpen.domain.doelbinding.queries import verwerkingskoppen
from geholpen.platform import doors
from geholpen.platform.context import Context
from geholpen.platform.doors import query
from tests.api.klanten import persoon
from tests.doelbinding.proef import BRON, werkend_aan


@pytest.fixture
def deur():
    """A door that says what a call from inside it would say."""

    @query(gegevens={G.NAAM}, naam="Een proef van een aanroep")
    def ask(ctx: Context, partij_id: UUID) -> dict[str, str]:
        return verwerkingskoppen(ctx)

    yield ask
    doors.doors.pop(ask.door.name)


@pytest.fixture
def ctx(proef) -> Context:
    return werkend_aan(proef, UUID(persoon()))


def test_the_headers_say_the_activity_that_is_open(deur, ctx, settings):
    koppen = deur(ctx, ctx.aanleiding.partij_id)
    uuid = Verwerkingsactiviteit.objects.get(nummer=BRON).uuid
    assert koppen["x-doelbinding"] == "proef"
    assert koppen["x-verwerking"].endswith("@proef")
    assert koppen["VerwerkingsactiviteitId"] == str(uuid)
    assert koppen["VerwerkingsactiviteitUrl"] == f"{settings.ADRES}/verwerkingen/{uuid}?versie=1"
    assert koppen["VerwerkingId"] == str(ctx.aanleiding.id)
    assert koppen["Vertrouwelijkheid"] == "normaal"
    assert koppen["Bewaartermijn"] == "P730D"
    assert len(koppen["x-origin-oin"]) == 20


def test_who_acts_is_a_key_without_meaning(deur, ctx):
    koppen = deur(ctx, ctx.aanleiding.partij_id)
    assert len(koppen["x-gebruiker"]) == 40
    assert str(ctx.actor.id) not in str(koppen)
    assert deur(ctx, ctx.aanleiding.partij_id)["x-gebruiker"] == koppen["x-gebruiker"]


def test_outside_a_door_there_is_no_purpose_to_tell(ctx):
    with pytest.raises(RuntimeError):
        verwerkingskoppen(ctx)


def test_no_value_is_too_long_or_cannot_be_sent(deur, ctx, monkeypatch):
    from geholpen.domain.doelbinding import koppen as module  # noqa: PLC0415

    assert module._plain("é" * 500 + "\r\nx") == "e" * 242
    assert all(len(v) <= 242 and v.isascii() and v.isprintable() for v in deur(ctx, ctx.aanleiding.partij_id).values())
