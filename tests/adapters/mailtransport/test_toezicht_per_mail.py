"""What colleagues must hear arrives in their mailbox: from the act, by the job that was planned, over SMTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from geholpen.adapters.kanalen.email.twin import Posthuis
from geholpen.domain.doelbinding.register import register as compiled
from geholpen.domain.doelbinding.toezicht.melden import meld_noodtoegang
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.tasks import meld_aanspraak, meld_controle
from geholpen.domain.organisatie.queries import afdelingen
from geholpen.domain.partijen.commands import NieuweVertegenwoordiging, record_vertegenwoordiging
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, begin, import_klant
from tests.misbruik.spoed import opened
from tests.partijen.schilden import aan, groep, label, met_vraag
from tests.rechten.verzoek import run_jobs

ONS, EIGENAAR, LEIDER, FG = (
    "klantcontact@waterdam.example",
    "eigenaar@waterdam.example",
    cast.ROBBERT.mailadres,
    cast.CARLIJN.mailadres,
)
#: Jobs are known once their module is.
JOBS = (meld_aanspraak, meld_controle, meld_noodtoegang)


@pytest.fixture
def huis(echte_commits: None, register: Any, tmp_path: Path, settings: Any) -> Iterator[Posthuis]:
    """A mail server with the mailboxes of who oversees."""
    compiled.forget()
    overal = {f"toezicht_mail.{afdeling}": LEIDER for afdeling in afdelingen()}
    bed.mail_colleagues(overal | {"toezicht_mail.fg": FG, "controle_mail.teamleider": LEIDER, "controle_mail.fg": FG})
    with Posthuis(tmp_path / "post", dict.fromkeys((ONS, EIGENAAR, LEIDER, FG), "geheim")) as found:
        settings.UITGANG = found.smtp_url(ONS)
        yield found


def arrived(huis: Posthuis, adres: str) -> tuple[str, str]:
    """Subject and text of the one mail in a mailbox; nothing of the customer is in any part of it."""
    (raw,) = huis.berichten(adres)
    mail = message_from_bytes(raw, policy=policy.default)
    for woord in ("Samira", "Wouter", "Nadine", cast.SAMIRA.naam.achternaam, cast.NADINE.mail, cast.SAMIRA.bsn):
        assert woord not in mail.as_string()
    body = mail.get_body(("plain",))
    assert body is not None
    return str(mail["Subject"]), str(body.get_content())


def test_the_owner_of_a_group_hears_who_opened_a_shielded_file(huis: Posthuis, beheer: Any) -> None:
    partij_id, reden = met_vraag(cast.SAMIRA)
    groep(cast.HENK_JAN)
    label(partij_id)
    klantbeeld(aan(cast.HENK_JAN, reden), partij_id)
    assert run_jobs(beheer, "meld_afscherming") == 1
    onderwerp, tekst = arrived(huis, EIGENAAR)
    assert onderwerp == "Een afgeschermd dossier is geopend"
    assert cast.HENK_JAN.naam in tekst


def test_team_lead_and_privacy_officer_hear_of_break_glass(huis: Posthuis, beheer: Any) -> None:
    opened(import_klant(cast.SAMIRA), cast.DYLAN.code)
    assert run_jobs(beheer, "meld_noodtoegang") == 1
    for adres in (LEIDER, FG):
        onderwerp, tekst = arrived(huis, adres)
        assert onderwerp == "Noodtoegang geopend"
        assert "Beoordeel dit binnen twee werkdagen" in tekst
        assert cast.DYLAN.naam not in tekst


def test_a_closed_check_of_somebody_who_must_not_be_found_is_an_alarm_for_the_privacy_officer(
    huis: Posthuis, beheer: Any
) -> None:
    nadine = import_klant(cast.NADINE)
    jolanda = Bureau(cast.JOLANDA.code)
    gesprek = begin(jolanda)
    fout = {"c_geboortedatum": "1900-01-01", "c_postcode": "9999 ZZ", "c_huisnummer": "999"}
    for beurt in range(1, 4):
        jolanda.client.post(
            f"/werkplek/gesprek/{gesprek}/klant/{nadine}/", {"actie": "controle", "aantal": str(beurt), **fout}
        )
    assert run_jobs(beheer, "meld_controle") == 1
    assert arrived(huis, LEIDER)[0] == "Een controle van een klant lukte niet"
    onderwerp, tekst = arrived(huis, FG)
    assert onderwerp.startswith("Alarm")
    assert "niet gevonden mag worden" in tekst


def test_the_team_lead_hears_of_claims_that_exclude_each_other(huis: Posthuis, beheer: Any) -> None:
    wouter, reden = met_vraag(cast.WOUTER)
    for wie, mails in ((cast.ROOS, 0), (cast.JEROEN, 1)):
        ander, gisteren = import_klant(wie), timezone.localdate() - timedelta(1)
        nieuw = NieuweVertegenwoordiging("mentorschap", ander, wouter, (), gisteren, None, "Beschikking", "uitspraak")
        record_vertegenwoordiging(aan(cast.JOLANDA, reden).over({ander, wouter}), nieuw)
        assert run_jobs(beheer, "meld_aanspraak") == 1
        assert len(huis.berichten(LEIDER)) == mails
    onderwerp, tekst = arrived(huis, LEIDER)
    assert onderwerp == "Twee mensen zeggen dat zij voor een klant mogen spreken"
    assert "Bij Beheer, Vertegenwoordiging" in tekst
