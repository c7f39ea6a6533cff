"""Reading a source that fails: patient, never in circles, never where the source says no."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from geholpen.adapters.koppelingen.openklant.bron import Afwezig, Bron, BronFout, GeenToegang, normalised, retry_after
from geholpen.adapters.koppelingen.openklant.twin import Storing, Twin
from tests.adapters.openklant.gemeente import contact, key


@pytest.fixture
def twin():
    with Twin() as made:
        made.add("klantcontacten", *(contact(f"c{nr}") for nr in range(25)))
        yield made


@pytest.fixture
def sliep() -> list[float]:
    return []


@pytest.fixture
def bron(twin, sliep):
    made = Bron(twin.url, twin.token, per_seconde=0, wacht=0.5, slaap=sliep.append)
    yield made
    made.close()


def _walk(bron: Bron, grootte: int) -> list[str]:
    found, nummer = [], 1
    while nummer:
        page = bron.lees("klantcontacten", nummer, grootte)
        found += [record["uuid"] for _, record in page.regels]
        nummer = page.volgende
    return found


def test_pages_follow_each_other_whatever_host_the_links_name(bron, twin):
    assert _walk(bron, 10) == [key(f"c{nr}") for nr in reversed(range(25))]
    assert len(twin.vragen) == 3


def test_a_record_keeps_its_place_from_the_end_when_the_source_gives_smaller_pages(bron, twin):
    twin.hoogstens = 10
    page = bron.lees("klantcontacten", 2, 500)
    assert [plek for plek, _ in page.regels] == list(range(10, 20))
    assert [plek for plek, _ in bron.lees("klantcontacten", 3, 500).regels] == list(range(20, 25))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_asked_again_with_longer_pauses(bron, twin, sliep, status):
    twin.storing = Storing(elke=2, status=status)
    assert len(_walk(bron, 5)) == 25
    assert sliep


def test_the_source_says_how_long_to_wait(bron, twin, sliep):
    twin.storing = Storing(elke=2, status=429, retry_after="7")
    _walk(bron, 20)
    assert 7.0 in sliep


def test_a_hanging_source_and_one_that_talks_nonsense_are_asked_again(bron, twin):
    twin.storing = Storing(hangt=1, onzin=3)
    assert len(_walk(bron, 10)) == 25


def test_one_record_that_cannot_be_had_costs_only_itself(bron, twin):
    twin.storing = Storing(kapotte_plek=("klantcontacten", 7))
    page = bron.lees("klantcontacten", 1, 500)
    assert len(page.regels) == 24
    assert [text.split(":")[0] for text in page.onleesbaar] == ["regel 8 van de lijst"]
    assert key("c17") not in {record["uuid"] for _, record in page.regels}


def test_a_source_that_only_fails_is_no_matter_of_records(bron, twin):
    twin.storing = Storing(elke=1)
    with pytest.raises(BronFout, match="alleen fouten"):
        bron.lees("klantcontacten", 1, 100)


def test_a_wrong_token_is_not_tried_again(twin, sliep):
    bron = Bron(twin.url, "verkeerd", slaap=sliep.append)
    with pytest.raises(GeenToegang, match="token"):
        bron.lees("klantcontacten", 1, 100)
    assert len(twin.vragen) == 1
    assert "verkeerd" not in repr(bron)


def test_an_older_source_without_the_resource(bron):
    with pytest.raises(Afwezig):
        bron.lees("vertegenwoordigingen", 1, 100)


def test_nobody_there_says_so_in_words(sliep):
    bron = Bron("http://127.0.0.1:9", "x", wacht=0.2, slaap=sliep.append)
    with pytest.raises(BronFout, match="niet te bereiken"):
        bron.lees("partijen", 1, 100)
    assert len(sliep) >= 5


def test_the_pace_is_kept(twin):
    pauzes: list[float] = []
    bron = Bron(twin.url, twin.token, per_seconde=2, slaap=pauzes.append)
    _walk(bron, 10)
    assert len(pauzes) == 2
    assert all(0 < pauze <= 0.5 for pauze in pauzes)


@pytest.mark.parametrize(
    ("given", "root"),
    [
        ("https://ok.example/", "https://ok.example"),
        ("https://ok.example/klantinteracties/api/v1", "https://ok.example"),
        ("https://ok.example/pad/contactgegevens/api/v1/", "https://ok.example/pad"),
    ],
)
def test_the_address_of_an_interface_is_that_of_its_source(given, root):
    assert normalised(given) == root


@pytest.mark.parametrize(
    "given", ["ok.example", "ftp://ok.example", "https://u:p@ok.example", "https://ok.example?token=x"]
)
def test_an_address_that_is_none_or_holds_a_secret_is_refused(given):
    with pytest.raises(BronFout):
        normalised(given)


def test_retry_after_is_a_number_or_a_moment():
    now = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
    assert retry_after("12", now) == 12
    assert retry_after("Sun, 29 Nov 2026 12:00:30 GMT", now) == 30
    assert retry_after("Sun, 29 Nov 2026 11:00:00 GMT", now) == 0
    assert retry_after("straks", now) == 0
