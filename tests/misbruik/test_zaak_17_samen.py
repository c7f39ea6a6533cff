"""Case 17: two people wrongly made one. Nobody is merged: a question gets a customer once, when it was nobody's, and
a row of one customer never becomes a row of another; also not for whoever has the database."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, transaction

from geholpen.domain.berichten.commands import EigenVraag, stel_vraag
from tests import bed
from tests.api.conftest import client_echt
from tests.api.klanten import ADA_BSN, BRAM_BSN, as_uuid, persoon
from tests.api.test_betrokkenen import contact, kaal
from tests.doelbinding.proef import ALLES, open_, sql, token

__all__ = ["client_echt"]
VAN = "SELECT partij_id, count(*) FROM klantcontact GROUP BY 1 ORDER BY 1"


def named(client: Any, k: dict[str, Any]) -> list[str]:
    """Which customers other software said were in this contact."""
    rows = client.get("betrokkenen", {"hadKlantcontact__uuid": k["uuid"]}).json["results"]
    return sorted(b["wasPartij"]["uuid"] for b in rows if b["wasPartij"])


def test_a_contact_gets_a_customer_once_and_stays_of_that_one(client_echt, beheer):
    ada, bram = persoon(bsn=ADA_BSN), persoon(bsn=BRAM_BSN)
    k = contact(client_echt)
    client_echt.maak("betrokkenen", kaal(k, wasPartij={"uuid": ada}))  # it was nobody's: now it is hers
    before = beheer.execute(VAN).fetchall()
    assert before == [(as_uuid(ada), 1)]
    client_echt.maak("betrokkenen", kaal(k, wasPartij={"uuid": bram}, initiator=False))
    assert beheer.execute(VAN).fetchall() == before
    assert named(client_echt, k) == sorted([ada, bram])  # that he was in it is said beside it
    seen = "SELECT count(*) FROM dataverwerking WHERE partij_id = %s AND actor_soort = 'applicatie'"
    assert beheer.execute(seen, [as_uuid(ada)]).fetchone()[0] > 0  # she reads in Mijn that other software did this
    assert beheer.execute("SELECT count(*) FROM klantvraag WHERE partij_id = %s", [as_uuid(bram)]).fetchone() == (0,)


def test_not_the_moving_function_nor_an_administrator_gives_a_question_of_one_to_another(echt, beheer):
    samira, naima = echt["samira"], echt["naima"]
    vraag = stel_vraag(bed.klant(samira), samira, EigenVraag("parkeervergunning", "Mag dat?"))
    rows = "SELECT partij_id FROM klantvraag WHERE id = %s"
    for statement in (
        "SELECT verhuis_alles(%(van)s, %(vraag)s, %(naar)s)",
        "UPDATE klantvraag SET partij_id = %(naar)s WHERE id = %(vraag)s",
    ):
        with pytest.raises(psycopg.errors.CheckViolation, match="al van een klant"), beheer.transaction():
            beheer.execute(statement, {"van": samira, "naar": naima, "vraag": vraag})
        assert beheer.execute(rows, [vraag]).fetchall() == [(samira,)]


def test_the_application_changes_no_row_into_one_of_somebody_else(echt):
    """Under a purpose that may change everything of her, from every source: her rows change, and stay hers."""
    samira, naima = echt["samira"], echt["naima"]
    stel_vraag(bed.klant(samira), samira, EigenVraag("parkeervergunning", "Mag dat?"))
    alles = "{" + ",".join(map(str, range(1, 200))) + "}"
    hers = token(lezen=ALLES, schrijven=ALLES, partijen=[samira], bronnen=alles, activiteit=20)
    for tabel in ("naam", "digitaal_adres", "adres", "geboorte", "klantvraag"):
        with transaction.atomic():
            open_(hers)
            (changed,) = sql(f"UPDATE {tabel} SET herkomst = herkomst WHERE partij_id = %s", samira)  # noqa: S608
            assert changed[0] > 0
        with pytest.raises(DatabaseError), transaction.atomic():
            open_(hers)
            sql(f"UPDATE {tabel} SET partij_id = %s WHERE partij_id = %s", naima, samira)  # noqa: S608
