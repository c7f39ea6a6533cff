"""What the demo brings along beside its people."""

import pytest
from django.template import engines

from geholpen.domain.berichten.commands import process_envelop
from geholpen.domain.berichten.queries import kwarantaine
from geholpen.packs.waterdam import vullen
from tests import bed

pytestmark = pytest.mark.django_db


def test_the_demo_has_one_mail_to_look_at_in_the_quarantine(waterdam):
    """It goes the way of every mail: the worker cannot read it and sets it apart. Starting again adds none."""
    before = len(kwarantaine(bed.medewerker("mdw-007"), 50))
    envelop_id, new = vullen.fill_kwarantaine()
    process_envelop(bed.systeem(), envelop_id)
    assert new
    assert vullen.fill_kwarantaine() == (envelop_id, False)
    rows = kwarantaine(bed.medewerker("mdw-007"), 50)
    assert len(rows) == before + 1
    assert "meer dan 500 delen" in rows[0].uitleg


def test_a_mail_in_the_demo_mailbox_is_received_and_does_not_wait():
    template = (
        '{% from "postvak/postvak.html" import postvak_rij %}'
        '{{ postvak_rij("Gemeente", "Antwoord", "email", "/", wanneer="vandaag 10.14") }}'
    )
    said = " ".join(engines["jinja2"].from_string(template).render().split())
    assert '<span class="gh-alleen-voorlezen">ontvangen </span>vandaag 10.14' in said
    assert "wacht </span>" not in said
