"""Many contacts: counted when they are written, a page far into the list, and words found in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.klantcontacten.commands import OudContact, OudeKlantvraag, change_onderwerp, import_klantvragen
from geholpen.platform.context import Aanleiding
from tests import bed
from tests.api.klanten import persoon
from tests.api.oproep import Beller
from tests.api.test_klantcontacten import KAAL
from tests.rechten.verzoek import ask

BEGIN = datetime(2026, 1, 1, 9, tzinfo=UTC)


def _veel(aantal: int) -> tuple[UUID, list[OudeKlantvraag]]:
    """One customer; four contacts a day."""
    wie = UUID(persoon())
    vragen = [
        OudeKlantvraag(
            "afval" if nr % 3 else "parkeervergunning",
            "in_behandeling",
            (OudContact("email", "klant", BEGIN + timedelta(hours=6 * nr), f"Vraag nummer {nr:05}", "Kliko"),),
        )
        for nr in range(aantal)
    ]
    import_klantvragen(bed.systeem(), [(wie, v) for v in vragen])
    return wie, vragen


def test_a_page_far_into_the_list_and_the_count_are_true(client: Beller) -> None:
    _wie, vragen = _veel(730)
    wanted = [str(v.contacten[0].id) for v in reversed(vragen)]
    for page in range(1, 9):
        found = client.get("klantcontacten", {"page": page})
        assert (found.uuids, found.json["count"]) == (wanted[(page - 1) * 100 : page * 100], 730)
    assert client.get("klantcontacten", {"page": 9}).status == 404
    assert client.get("klantcontacten", {"page": 2, "pageSize": 700}).uuids == wanted[500:]


@pytest.mark.parametrize("weg", ["client", "client_echt"])
def test_who_objects_is_in_no_list_and_in_no_number(request: pytest.FixtureRequest, weg: str) -> None:
    """The ordinary and the hot way; a page far into the list is still that page."""
    caller: Beller = request.getfixturevalue(weg)
    wie, _vragen = _veel(9)
    _ander, vragen = _veel(730)
    wanted = [str(v.contacten[0].id) for v in reversed(vragen)]
    assert caller.get("klantcontacten").json["count"] == 739
    ask(wie, "bezwaar", activiteit=activiteit_nummer("koppelingen"))
    first, far = caller.get("klantcontacten"), caller.get("klantcontacten", {"page": 8})
    assert (first.uuids, first.json["count"]) == (wanted[:100], 730)
    assert (far.uuids, far.json["count"]) == (wanted[700:], 730)
    assert caller.get("klantcontacten", {"hadBetrokkene__wasPartij__uuid": str(wie)}).uuids == []


def test_the_count_follows_every_change(client_echt: Beller, beheer_rijen: Any) -> None:
    wie, vragen = _veel(12)
    made = client_echt.maak("klantcontacten", KAAL)
    other = client_echt.maak("klantcontacten", {**KAAL, "plaatsgevondenOp": "2020-01-01T00:00:00Z"})
    client_echt.patch(made["url"], {"plaatsgevondenOp": "2019-01-01T00:00:00Z"})
    client_echt.delete(other["url"])
    ctx = bed.medewerker("mdw-001").voor(Aanleiding("klantvraag", wie, vragen[1].id))
    change_onderwerp(ctx, wie, vragen[1].id, "parkeervergunning")
    counted = """SELECT dag::text, verkregen_voor, sum(aantal) FROM klantcontact_telling WHERE dag {} 'infinity'
        GROUP BY 1, 2 HAVING sum(aantal) <> 0 ORDER BY 1, 2"""
    true = """SELECT ({})::text, verkregen_voor, count(*) FROM klantcontact GROUP BY 1, 2 ORDER BY 1, 2"""
    day = "(plaatsgevonden_op AT TIME ZONE 'UTC')::date"
    assert beheer_rijen(counted.format("<")) == beheer_rijen(true.format(day))
    assert beheer_rijen(counted.format("=")) == beheer_rijen(true.format("'infinity'::text"))
    assert client_echt.get("klantcontacten").json["count"] == 13


def test_what_has_expired_is_not_counted(client_echt: Beller, beheer: Any) -> None:
    _veel(3)
    beheer.execute(
        "UPDATE klantcontact SET vervalt_op = now() - interval '1 minute' WHERE ctid IN"
        " (SELECT ctid FROM klantcontact LIMIT 1)"
    )
    found = client_echt.get("klantcontacten")
    assert (found.json["count"], len(found.uuids)) == (2, 2)


def test_what_holds_the_same_threes_is_still_compared_with_the_text(client_echt: Beller) -> None:
    """The index looks up a few threes of a long text: what it finds too much is left out, in the count too."""
    onderwerp = "De lantaarnpaal bij de speeltuin is stuk 🔦 sinds de storm"
    goed = client_echt.maak("klantcontacten", {**KAAL, "onderwerp": onderwerp})["uuid"]
    for ander in (onderwerp.replace("speeltuin", "speeltuyn"), onderwerp[::-1], onderwerp.replace("🔦", "🔧")):
        client_echt.maak("klantcontacten", {**KAAL, "onderwerp": ander, "inhoud": onderwerp})
    found = client_echt.get("klantcontacten", {"onderwerp": onderwerp.upper()})
    assert (found.uuids, found.json["count"]) == ([goed], 1)
    assert client_echt.get("klantcontacten", {"onderwerp": "tuin is stuk 🔦 s"}).uuids == [goed]
    assert client_echt.get("klantcontacten", {"inhoud": "speeltuin", "pageSize": 2, "page": 2}).json["count"] == 3


def test_words_are_found_wherever_they_stand(client_echt: Beller, warm: list[str]) -> None:
    _veel(30)
    long = client_echt.maak("klantcontacten", {**KAAL, "onderwerp": "Überfahrt ÉÉN", "inhoud": "straat%_\\ 'a'"})[
        "uuid"
    ]
    for vraag, wanted in (
        ({"onderwerp": "überFAHRT"}, [long]),
        ({"onderwerp": "één"}, [long]),
        ({"onderwerp": "fahrt éé"}, [long]),
        ({"inhoud": "%_\\ '"}, [long]),
        ({"inhoud": "fahrt"}, []),
        ({"onderwerp": "ü"}, [long]),
        ({"onderwerp": "fahrt", "inhoud": "straat"}, [long]),
    ):
        assert client_echt.get("klantcontacten", vraag).uuids == wanted, vraag
    assert client_echt.get("klantcontacten", {"inhoud": "NUMMER 00017"}).json["count"] == 1
    assert client_echt.get("klantcontacten", {"inhoud": "nummer", "pageSize": 7}).json["count"] == 30
    assert all("koud" not in name for name in warm)
