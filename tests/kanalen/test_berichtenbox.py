"""The message box end to end: chosen at the desk, the number used for one message, another way without a box."""

from __future__ import annotations

import pytest

from geholpen.adapters.kanalen.berichtenbox.twin import Berichtenbox, Instelling
from geholpen.domain.berichten.commands import NieuwAntwoord, send_antwoord
from geholpen.domain.berichten.queries import antwoordwegen
from tests import cast
from tests.berichten.conftest import posthuis  # noqa: F401
from tests.berichten.post import Post, mail, partij, werkt_aan
from tests.faces_werkplek.bureau import import_klant
from tests.kanalen.huis import Lijn, account

OIN = "00000001003214345000"


@pytest.fixture
def box(huis, beheer):
    with Berichtenbox(Instelling(token="sleutel", zonder_box=[cast.ROOS.bsn])) as twin:
        id = account("berichtenbox", oin=OIN, basis=twin.adres, token="sleutel")
        yield Lijn(Post(beheer), huis, "berichtenbox", id, twin)


def asked(box, klant):
    import_klant(klant)
    return box.post.vraag(box.post.bring(mail(van=str(klant.mail))))


def ways(vraag):
    return {w.kanaal for w in antwoordwegen(werkt_aan(vraag), vraag["partij_id"])}


def answer(vraag):
    nieuw = NieuwAntwoord("Uw vergunning is verleend.", 99, kanaal="berichtenbox")
    return send_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], nieuw)


def test_an_answer_arrives_in_the_box_and_the_number_stands_in_no_row(box):
    vraag = asked(box, cast.SAMIRA)
    assert "berichtenbox" in ways(vraag)
    id = answer(vraag)
    box.post.run("bezorg")
    assert box.post.one("SELECT staat FROM bezorging WHERE id = %s", id)["staat"] == "verstuurd"
    (there,) = box.twin.berichten.values()
    assert there["ontvanger"] == {"type": "BSN", "waarde": cast.SAMIRA.bsn}
    assert there["inhoud"] == "Uw vergunning is verleend."
    kept = box.post.all("SELECT row_to_json(i)::text AS rij FROM bezorg_inhoud i") + box.post.all(
        "SELECT row_to_json(i)::text AS rij FROM bericht_inhoud i"
    )
    assert not any(cast.SAMIRA.bsn in row["rij"] for row in kept)


def test_without_a_box_it_goes_on_over_the_next_way_and_the_desk_offers_it_no_more(box, posthuis):  # noqa: F811
    vraag = asked(box, cast.ROOS)
    id = answer(vraag)
    box.post.run("bezorg")
    assert box.post.one("SELECT staat FROM bezorging WHERE id = %s", id)["staat"] == "niet_bezorgd"
    box.post.run("herstel_contact")
    ander = box.post.one("SELECT kanaal, volgorde FROM bezorging WHERE volgorde > 1")
    assert (ander["kanaal"], ander["volgorde"]) == ("email", 2)
    assert "berichtenbox" not in ways(vraag)


def test_of_somebody_without_a_number_the_box_is_no_way(box):
    partij("samira@inwoner.example")
    vraag = box.post.vraag(box.post.bring(mail()))
    assert "berichtenbox" not in ways(vraag)
