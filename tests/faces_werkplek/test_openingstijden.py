"""The functional manager says when a channel is open and what a customer gets meanwhile; each channel then says it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

from geholpen.adapters.kanalen.telefoon.spraak import kanaal as spraak
from geholpen.domain.berichten.ports import Kanaalaccount
from geholpen.domain.chat.openen import Opening
from geholpen.domain.chat.sleutel import read_sleutel
from geholpen.domain.organisatie.queries import kalender
from geholpen.faces.chat.vorm import inrichting
from geholpen.platform.models import uuid7
from tests.faces_werkplek.bureau import Bureau, plain

#: No minute of the week is in it.
NOOIT = {"dag_1": "3.00 tot 3.01"}


def page(bureau: Bureau, *soort: str, status: int = 200, **velden: object) -> str:
    adres = reverse("beheer:openingstijd" if soort else "beheer:openingstijden", args=soort)
    answer = bureau.client.post(adres, velden, follow=True) if velden else bureau.client.get(adres)
    return bureau.see(answer, status)


def _closed(sleutel, taal: str = "nl") -> str:
    """What the window says when it is closed, without the day that it adds itself."""
    said = str(inrichting(sleutel, Opening(False), taal)["closed"])
    tekst, dag, _rest = said.partition({"nl": " U krijgt uiterlijk", "en": " You will get"}[taal])
    assert dag, said
    return tekst


def test_hours_and_texts_reach_the_chat_and_the_telephone(stad):
    beheer = Bureau("mdw-007")
    page(beheer, "chat", doe="proef", dicht="Morgen weer.", **NOOIT)
    account = Kanaalaccount(uuid7(), "chat", "Proef", "", {"dicht": "Van het account."}, {})
    sleutel = read_sleutel(account)
    assert _closed(sleutel) == "Van het account.", "a preview keeps nothing"
    page(beheer, "chat", dicht="Morgen weer.", wacht="Bijna.", wacht_en="Nearly there.", **NOOIT)
    assert _closed(sleutel) == "Morgen weer."
    assert _closed(sleutel, "en") == "Van het account.", "not in Dutch for who reads English"
    assert inrichting(sleutel, Opening(False), "en")["waiting"] == "Nearly there."
    assert spraak._closed() == ""
    page(beheer, "telefoon", dicht="Wij zijn dicht. Bel morgen.", **NOOIT)
    assert spraak._closed() == "Wij zijn dicht. Bel morgen."
    page(beheer, "telefoon", dicht="Wij zijn dicht. Bel morgen.")
    assert spraak._closed() == "", "without hours the clock never closes it"
    assert "Telefoon" in plain(page(beheer))


def test_closing_days_are_read_by_the_calendar_and_a_wrong_line_is_named(stad):
    beheer = Bureau("mdw-007")
    page(beheer, sluitingsdagen="24-12-2026\r\n2-1-2027")
    assert kalender().sluitingsdagen == {date(2026, 12, 24), date(2027, 1, 2)}
    assert "“31-2-2027” is geen datum" in page(beheer, status=422, sluitingsdagen="31-2-2027")
    assert "9.00 tot 17.00" in page(beheer, "chat", status=422, dag_2="hele dag")
    assert Bureau("mdw-001").client.get(reverse("beheer:openingstijden")).status_code == 403


def test_it_opens_next_after_a_closing_day_and_a_holiday(stad):
    beheer = Bureau("mdw-007")
    week = {f"dag_{n}": "9.00 tot 17.00" for n in range(1, 6)}
    page(beheer, "chat", **week)
    page(beheer, sluitingsdagen="24-12-2026")
    donderdag = datetime(2026, 12, 24, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert not kalender().is_open("chat", donderdag)
    assert kalender().opens("chat", donderdag) == donderdag.replace(day=28, hour=9), "25 December is a holiday"
