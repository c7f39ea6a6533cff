"""SQL that slipped in sets a purpose of its own: an error, nothing shown, a line in the audit, and somebody is told."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.models import Adres
from geholpen.platform.context import Context
from geholpen.platform.doors import doors, query
from geholpen.platform.tasks import planned
from tests import bed, cast

FORGED = "1|9999999999|systeem|4|268435455|268435455|*|t|00|{1};{1};{1}|{1}|" + "0" * 64


@pytest.fixture
def lek():
    """A door with a hole in it: what is typed goes into the statement."""

    @query(gegevens={G.NAAM}, voor="werkvoorraad", naam="Proef: een lek", betrokkenen=lambda _: [])
    def lekke_deur(ctx: Context, getypt: str) -> list[UUID]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT '{getypt}'")  # noqa: S608  the hole
        return list(Adres.objects.values_list("partij_id", flat=True))

    yield lekke_deur
    del doors[lekke_deur.door.name]


def test_a_forged_purpose_is_an_error_and_an_incident(echt, beheer, lek):
    with pytest.raises(DatabaseError, match="ongeldige context"):
        lek(bed.medewerker(cast.JOLANDA.code), f"x', set_config('app.ctx', '{FORGED}', true), '")
    rows = beheer.execute(
        "SELECT resultaat, actor_id, geweigerd FROM audit WHERE handeling LIKE '%lekke_deur'"
    ).fetchall()
    assert rows == [("INCIDENT", bed.medewerker(cast.JOLANDA.code).actor.id, {"code": "INCIDENT"})]
    assert len(planned("meld_incident", "deur")) == 1
    assert beheer.execute("SELECT count(*) FROM dataverwerking WHERE deur LIKE '%lekke_deur'").fetchone() == (0,)


def test_the_door_itself_gives_no_address_without_the_hole_being_used(echt, lek):
    assert lek(bed.medewerker(cast.JOLANDA.code), "x") == []  # the purpose has no addresses
