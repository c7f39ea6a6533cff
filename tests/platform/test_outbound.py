"""The one way out: where it may go, how long it may take, and what it says about the outcome."""

from __future__ import annotations

import threading
import time

import pytest

from geholpen.adapters.koppelingen.notificaties.twin import Ontvanger
from geholpen.platform.outbound import (
    Accepted,
    Blocked,
    Denied,
    Limits,
    Unknown,
    address,
    circuit,
    forget,
    may_go,
    send,
)

KORT = Limits(connect=1.0, read=0.5, total=1.0, size=1000)
RUIM = Limits(connect=30.0, read=30.0, total=60.0, size=1000)


@pytest.fixture
def twin():
    forget()
    with Ontvanger() as ontvanger:
        yield ontvanger
    forget()


def test_what_is_taken_is_accepted(twin):
    answer = send("POST", twin.adres("ontvangt"), body=b"{}", headers={"X-Proef": "ja"}, limits=RUIM)
    assert isinstance(answer, Accepted)
    assert answer.status == 204
    (came,) = twin.binnen
    assert (came.lichaam, came.koppen["x-proef"]) == (b"{}", "ja")
    assert came.koppen["host"] == twin.adres("").split("/")[2]


@pytest.mark.parametrize(
    ("pad", "wanted"),
    [
        ("weigert", Denied("HTTP", 400, at_host=False)),
        ("druk", Denied("HTTP", 429, at_host=True, retry_after=7.0)),
        ("stuurt-door", Denied("HTTP", 302, at_host=False)),
        ("faalt", Unknown("HTTP", 500)),
    ],
)
def test_an_answer_that_is_no_yes(twin, pad, wanted):
    assert send("POST", twin.adres(pad), body=b"{}", limits=RUIM) == wanted


@pytest.mark.geval("A14")
def test_a_redirect_is_not_followed(twin):
    send("POST", twin.adres("stuurt-door"), body=b"{}", limits=RUIM)
    assert [o.pad for o in twin.binnen] == ["stuurt-door"]


@pytest.mark.parametrize("pad", ["hangt", "druppelt"])
@pytest.mark.geval("F6")
def test_who_hangs_or_drips_costs_no_more_than_the_limit(twin, pad):
    begin = time.monotonic()
    assert send("POST", twin.adres(pad), body=b"{}", limits=KORT) == Unknown("TE_LANG")
    assert time.monotonic() - begin < 10  # it would have been two minutes, or for ever


def test_an_answer_without_end_is_cut(twin):
    answer = send("POST", twin.adres("groot"), body=b"{}", limits=RUIM)
    assert isinstance(answer, Accepted)
    assert (len(answer.body), answer.whole) == (1000, False)


def test_nobody_there_is_known_not_to_have_happened(twin):
    adres = twin.adres("ontvangt")
    twin.__exit__()
    assert send("POST", adres, body=b"{}", limits=RUIM) == Denied("VERBINDING")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fd00:ec2::254]/",
        "https://[fe80::1]/",
        "https://224.0.0.1/",
        "https://0.0.0.0/",
        "https://255.255.255.255/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "http://192.0.2.1/",
        "ftp://93.184.216.34/",
        "file:///etc/passwd",
        "https://piet:geheim@93.184.216.34/",
        "https://93.184.216.34/#x",
        "https://93.184.216.34:99999/",
        "https://93.184.216.34/a b",
        "https://",
        "",
    ],
)
@pytest.mark.geval("A14")
def test_the_guard_refuses(settings, url):
    settings.UITGAAND_TOEGESTAAN = []
    with pytest.raises(Blocked):
        may_go(url)


def test_the_guard_lets_the_outside_through(settings):
    settings.UITGAAND_TOEGESTAAN = []
    target = may_go("https://93.184.216.34/pad?x=1")
    assert (target.url, target.host_header) == ("https://93.184.216.34:443/pad?x=1", "93.184.216.34")


def test_an_unencrypted_address_outside_is_refused(settings):
    settings.UITGAAND_TOEGESTAAN = []
    with pytest.raises(Blocked) as no:
        may_go("http://93.184.216.34/")
    assert "https" in no.value.reason


@pytest.mark.parametrize("entry", ["127.0.0.1", "127.0.0.0/8", "LOCALHOST"])
def test_the_settings_can_allow_an_address_inside(settings, entry):
    settings.UITGAAND_TOEGESTAAN = [entry]
    assert str(may_go("http://localhost:8080/").ip) in {"127.0.0.1", "::1"}


@pytest.mark.geval("A14")
def test_an_allowed_name_does_not_allow_its_neighbours(settings):
    settings.UITGAAND_TOEGESTAAN = ["localhost"]
    with pytest.raises(Blocked):
        may_go("https://127.0.0.1/")


@pytest.mark.zaak(32)
def test_a_blocked_address_is_never_called(settings, twin):
    settings.UITGAAND_TOEGESTAAN = []
    assert send("POST", twin.adres("ontvangt"), body=b"{}", limits=KORT) == Denied("ADRES")
    assert twin.binnen == []


def test_a_name_that_nobody_has(settings):
    assert send("GET", "https://bestaat-niet.invalid/", limits=KORT) == Denied("NAAM")


@pytest.mark.geval("A14")
def test_the_connection_goes_to_the_address_that_was_judged(twin):
    """The name is asked once; where it points a moment later changes nothing."""
    target = may_go(twin.adres("ontvangt").replace("127.0.0.1", "localhost"))
    assert "localhost" not in target.url
    assert target.host_header.startswith("localhost:")


@pytest.mark.geval("F6")
def test_a_host_that_keeps_failing_is_left_alone_and_tried_again(twin, monkeypatch):
    for _ in range(circuit.AANTAL):
        assert send("POST", twin.adres("faalt"), limits=RUIM) == Unknown("HTTP", 500)
    said = send("POST", twin.adres("ontvangt"), limits=RUIM)
    assert isinstance(said, Denied)
    assert said.code == "RUST"
    assert said.retry_after
    assert len(twin.binnen) == circuit.AANTAL
    later = time.monotonic() + circuit.KORT + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert circuit.wait(may_go(twin.adres("")).origin) == 0.0  # one may try
    assert circuit.wait(may_go(twin.adres("")).origin) > 0  # and nobody beside it
    circuit.went(may_go(twin.adres("")).origin, well=True)
    assert circuit.wait(may_go(twin.adres("")).origin) == 0.0


def test_a_name_server_that_hangs_holds_nobody(monkeypatch):
    hold = threading.Event()
    monkeypatch.setattr(address.socket, "getaddrinfo", lambda *_: hold.wait(20) or [])
    begin = time.monotonic()
    with pytest.raises(Blocked) as no:
        may_go("https://traag.example/", timeout=0.2)
    hold.set()
    assert no.value.code == "NAAM"
    assert time.monotonic() - begin < 10
