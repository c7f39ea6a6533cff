"""Before an evaluation date: a mail at 60, 30 and 7 days and when it is over, once each, about no person."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import Any

import pytest

from geholpen.adapters.kanalen.email.twin import Posthuis
from geholpen.domain.doelbinding import commands
from geholpen.domain.doelbinding.commands.waarschuwen import TAAK
from geholpen.domain.doelbinding.evaluaties import look_at_evaluaties
from geholpen.domain.doelbinding.models import Evaluatiewaarschuwing
from geholpen.domain.doelbinding.register import register as compiled
from geholpen.platform.errors import Unavailable
from geholpen.platform.tasks import planned, run_now
from tests import bed, cast

FG, BEHEER, ONS = cast.CARLIJN.mailadres, cast.ANNEKE.mailadres, "klantcontact@waterdam.example"


def _days(beheer: Any, dagen: int) -> None:
    beheer.execute(
        "UPDATE verwerkingsactiviteit_versie SET evaluatiedatum = (now() AT TIME ZONE 'Europe/Amsterdam')::date + %s"
        " WHERE nummer = 20",
        [dagen],
    )
    compiled.forget()


def test_once_per_threshold(echte_commits, beheer, register):
    told = []
    for dagen in (90, 61, 60, 59, 31, 30, 12, 7, 7, 0, -1, -40):
        _days(beheer, dagen)
        told.append(commands.warn_evaluaties(bed.systeem()))
    # Each of these days is another date, so each threshold is told again for it; the same date twice is told once.
    assert told == [0, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1]
    rows = Evaluatiewaarschuwing.objects.order_by("moment").values_list("dagen", flat=True)
    assert list(rows) == [60, 60, 60, 30, 30, 7, 7, 0, 0]
    assert planned(TAAK, "code") == {"parkeren"}
    assert look_at_evaluaties() == 0


def test_a_mail_to_the_privacy_officer_and_to_whoever_drafts(echte_commits, beheer, register, tmp_path, settings):
    bed.mail_colleagues({"register_mail.fg": FG, "register_mail.beheer": BEHEER})
    _days(beheer, 30)
    with Posthuis(tmp_path / "post", dict.fromkeys((ONS, FG, BEHEER), "geheim")) as huis:
        settings.UITGANG = huis.smtp_url(ONS)
        run_now(TAAK, bed.systeem(), code="parkeren", versie="1", dagen="30")
        for adres in (FG, BEHEER):
            (raw,) = huis.berichten(adres)
            mail = message_from_bytes(raw, policy=policy.default)
            assert mail["Subject"] == "Een doel in het register verloopt over 30 dagen"
            tekst = mail.get_body(("plain",)).get_content()
            assert "Evaluatie voor:" in tekst
            assert compiled.code("parkeren").naam in tekst
            assert "Bovenkamp" not in mail.as_string()


def test_the_mail_counts_from_the_day_it_goes_and_stays_away_when_the_date_moved(
    echte_commits, beheer, register, tmp_path, settings
):
    """A date that was set nearer passes the threshold of seven days with fewer left; evidence moves it away again."""
    bed.mail_colleagues({"register_mail.fg": FG, "register_mail.beheer": BEHEER})
    with Posthuis(tmp_path / "post", dict.fromkeys((ONS, FG, BEHEER), "geheim")) as huis:
        settings.UITGANG = huis.smtp_url(ONS)
        for dagen in (3, 1, 0, 300):
            _days(beheer, dagen)
            run_now(TAAK, bed.systeem(), code="parkeren", versie="1", dagen="7")
        mails = [message_from_bytes(raw, policy=policy.default)["Subject"] for raw in huis.berichten(FG)]
    assert sorted(mails) == [
        "Een doel in het register verloopt over 1 dag",
        "Een doel in het register verloopt over 3 dagen",
        "Vandaag is de laatste dag van een doel in het register",
    ]


def test_a_mailbox_that_is_gone_holds_up_no_other(echte_commits, beheer, register, tmp_path, settings):
    bed.mail_colleagues({"register_mail.fg": FG, "register_mail.beheer": BEHEER})
    _days(beheer, 30)
    with Posthuis(tmp_path / "post", dict.fromkeys((ONS, BEHEER), "geheim")) as huis:
        settings.UITGANG = huis.smtp_url(ONS)
        run_now(TAAK, bed.systeem(), code="parkeren", versie="1", dagen="30")
        assert len(list(huis.berichten(BEHEER))) == 1
    with Posthuis(tmp_path / "leeg", {ONS: "geheim"}) as huis:
        settings.UITGANG = huis.smtp_url(ONS)
        with pytest.raises(Unavailable):  # nobody heard it: the job says so
            run_now(TAAK, bed.systeem(), code="parkeren", versie="1", dagen="30")
