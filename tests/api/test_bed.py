"""The bed itself: a list read inside a transaction, and the hot way with committed rows."""

from __future__ import annotations

from django.db import connection

from tests.api.oproep import Beller


def test_a_list_is_read_inside_a_transaction(client: Beller) -> None:
    found = client.get("digitaleadressen", {"pageSize": 1})
    assert (found.status, found.json["count"]) == (200, 0)
    assert found.koppen["API-version"] == "0.9.0"


def test_a_list_is_read_the_hot_way(client_echt: Beller, warm: list[str]) -> None:
    assert client_echt.get("digitaleadressen").status == 200
    assert warm == ["register_digitaleadressen"]


def test_what_was_prepared_after_the_driver_threw_all_away_is_not_prepared_twice(client_echt: Beller) -> None:
    """It does so after a rollback. A read that finds its statement gone says nothing of what was prepared since."""
    assert client_echt.get("partijen").status == 200
    connection.cursor().execute("DEALLOCATE ALL")
    assert [client_echt.get(naam).status for naam in ("rekeningnummers", "partijen", "rekeningnummers")] == [200] * 3


def test_without_a_token_nothing_is_read(client: Beller) -> None:
    found = Beller("").get("digitaleadressen")
    assert (found.status, found.json["code"]) == (401, "not_authenticated")
