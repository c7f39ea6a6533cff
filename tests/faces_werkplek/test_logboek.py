"""Is the log still whole? The privacy officer's page, the public checkpoint, and who is told when sealing stops."""

from __future__ import annotations

import json
from email import message_from_bytes, policy

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from geholpen.adapters.kanalen.email.twin import Posthuis
from geholpen.adapters.koppelingen.otlp.twin import Verzamelaar
from geholpen.domain.doelbinding import tasks
from geholpen.domain.doelbinding.zegel import punt as punten
from geholpen.domain.doelbinding.zegel import stand
from geholpen.domain.doelbinding.zegel.models import Bewaring, Logcontrole
from geholpen.domain.verantwoording.models import Uitvoerstand
from geholpen.domain.verantwoording.uitvoer import voer_uit
from geholpen.faces import gezond
from geholpen.platform import outbound
from tests import cast
from tests.doelbinding.zegelproef import checkpoint, seal_all, write
from tests.faces_werkplek.bureau import Bureau, plain

AUDITOR = "auditor@waterdam.example"


@pytest.fixture
def carlijn(echte_commits, beheer, register, tmp_path, settings) -> Bureau:
    """The privacy officer, with lines that are sealed and a checkpoint outside."""
    register.forget()
    gezond._kept.clear()
    settings.ZEGEL_MAP, settings.ZEGEL_MAIL = str(tmp_path / "buiten"), ""
    write(beheer, 20)
    seal_all(beheer)
    checkpoint()
    return Bureau(cast.CARLIJN.code)


def see(bureau: Bureau, status: int = 200) -> str:
    return plain(bureau.see(bureau.client.get(reverse("beheer:logboek")), status))


def run_job() -> None:
    """What the worker does with the check that waits."""
    tasks.run_check(Logcontrole.objects.latest("begonnen_op").id)


def test_a_check_from_the_button_to_the_result(carlijn):
    assert "Er is nog geen controle geweest" in see(carlijn)
    carlijn.client.post(reverse("beheer:logcontrole"))
    assert "De controle begint zo" in see(carlijn)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'controleer_logboek'")
        assert cursor.fetchone() == (1,)
    carlijn.client.post(reverse("beheer:logcontrole"))  # twice is once
    assert Logcontrole.objects.count() == 1
    run_job()
    tekst = see(carlijn)
    assert "Het logboek is heel" in tekst
    assert carlijn.medewerker.naam in tekst


def test_what_was_found_is_told_and_stays_an_alarm(carlijn, beheer):
    beheer.execute("UPDATE dataverwerking SET kanaal = 'elders' WHERE soorten = 3")
    carlijn.client.post(reverse("beheer:logcontrole"))
    run_job()
    tekst = see(carlijn)
    assert "Het logboek is niet heel" in tekst and "Een regel is veranderd" in tekst
    start = plain(carlijn.see(carlijn.client.get(reverse("beheer:start")), 200))
    assert "De laatste controle van het logboek vond iets dat niet klopt" in start
    assert Client().get("/gezond").json()["logboek"]["alarmen"] == ["niet_heel"]


def test_without_a_place_outside_the_page_says_what_cannot_be_proven(carlijn, settings):
    settings.ZEGEL_MAP = ""
    carlijn.client.post(reverse("beheer:logcontrole"))
    run_job()
    tekst = see(carlijn)
    assert "Het logboek klopt met zichzelf" in tekst and "Controlepunten blijven in de database" in tekst


def test_only_the_privacy_officer_can_begin_a_check(carlijn):
    anneke = Bureau(cast.ANNEKE.code)
    assert "Nu controleren" not in see(anneke)
    anneke.see(anneke.client.post(reverse("beheer:logcontrole")), 403)
    see(Bureau(cast.ROBBERT.code), 403)
    assert not Logcontrole.objects.exists()


@pytest.mark.zaak(21)
def test_a_sealer_that_stopped_alarms_on_every_screen_and_by_mail(carlijn, beheer, tmp_path, settings):
    with Posthuis(tmp_path / "post", dict.fromkeys((AUDITOR, settings.MAIL_ADRES), "geheim")) as huis:
        settings.UITGANG, settings.ZEGEL_MAIL = huis.smtp_url(settings.MAIL_ADRES), AUDITOR
        write(beheer, 1, oud=stand.STIL + 5)
        tasks.watch_log()
        tasks.watch_log()  # at most once an hour
        (raw,) = huis.berichten(AUDITOR)
    assert b"Alarm: kijk naar het logboek" in raw and b"niet meer verzegeld" in raw
    assert "Het logboek wordt niet meer verzegeld" in see(carlijn)
    said = Client().get("/gezond")
    assert (said.status_code, said.json()["logboek"]["alarmen"]) == (503, ["zegel_gestopt"])
    # three minutes, and the minute between two looks
    assert stand.STIL + 60 < 300


def test_the_auditor_gets_the_checkpoint_by_mail_once_an_hour(carlijn, tmp_path, settings, beheer):
    with Posthuis(tmp_path / "post", dict.fromkeys((AUDITOR, settings.MAIL_ADRES), "geheim")) as huis:
        settings.UITGANG, settings.ZEGEL_MAIL = huis.smtp_url(settings.MAIL_ADRES), AUDITOR
        for minuut in (2, 4, 6):
            write(beheer, 1)
            seal_all(beheer)
            checkpoint(minuut)
        (raw,) = huis.berichten(AUDITOR)
    assert cast.SAMIRA.naam.achternaam.encode() not in raw
    (file,) = message_from_bytes(raw, policy=policy.default).iter_attachments()
    punt = punten.from_line(file.get_content().decode().strip())
    assert punten.genuine(punt, punten.our_keys()) and punt.nummer == 2


def test_a_place_that_cannot_be_written_is_told_and_caught_up(carlijn, beheer, tmp_path, settings):
    settings.ZEGEL_MAP = str(tmp_path / "bestand")
    (tmp_path / "bestand").write_text("geen map")
    for minuut in (2, 4):
        write(beheer, 1)
        seal_all(beheer)
        checkpoint(minuut)
    row = Bewaring.objects.get(plaats="bestand")
    assert (row.nummer, bool(row.fout)) == (1, True)
    assert "Lukt niet" in see(carlijn)
    (tmp_path / "bestand").unlink()
    write(beheer, 1)
    seal_all(beheer)
    checkpoint(6)
    row.refresh_from_db()
    assert (row.nummer, row.fout) == (4, "")


def test_everybody_can_read_the_newest_checkpoint(carlijn):
    page = plain(Client().get("/zegel/").content.decode())
    assert "Zegel van het logboek" in page
    said = Client().get("/zegel.json").json()
    keys = {name: bytes.fromhex(public) for name, public in said["sleutels"].items()}
    assert punten.genuine(punten.from_line(json.dumps(said["controlepunt"])), keys)
    assert said["controlepunt"]["punt"]["regels"] == 40


def test_without_a_checkpoint_the_public_page_says_so(db):
    assert "Er is nog geen controlepunt" in plain(Client().get("/zegel/").content.decode())
    assert Client().get("/zegel.json").status_code == 404


def test_the_pages_speak_english(carlijn):
    carlijn.client.get("/taal/en/")
    tekst = see(carlijn)
    assert "Check now" in tekst and "There has been no check yet" in tekst


def test_the_daily_check_begins_by_itself(carlijn, beheer):
    tasks.watch_log()
    assert not Logcontrole.objects.exists(), "not on the first day"
    beheer.execute("UPDATE controlepunt SET moment = %s", [timezone.now() - 2 * tasks.DAG])
    tasks.watch_log()
    tasks.watch_log()
    assert Logcontrole.objects.filter(actor_id=None).count() == 1


def test_how_far_the_log_is_in_another_system(carlijn, settings):
    assert "De logregels blijven hier." in see(carlijn)
    with Verzamelaar() as twin:
        settings.OTLP_ADRES = twin.adres
        assert "regels, de oudste" in see(carlijn)
        twin.antwoord = 503
        voer_uit()
        tekst = see(carlijn)
        assert "De ontvanger neemt de regels niet aan" in tekst
        assert "HTTP 503" in tekst
        gezond._kept.clear()
        said = Client().get(reverse("gezond")).json()
        assert (said["uitvoer"]["goed"], said["uitvoer"]["pogingen"]) == (True, 1)
        twin.antwoord = 200
        Uitvoerstand.objects.update(volgende_op=None)
        outbound.forget()
        voer_uit()
        assert "De ontvanger neemt de regels niet aan" not in see(carlijn)
        assert len(twin.verschillend) >= 20
