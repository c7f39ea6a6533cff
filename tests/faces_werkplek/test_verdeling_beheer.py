"""The team lead decides how work is given out; nobody else does, and not for another department."""

from __future__ import annotations

from django.urls import reverse

from geholpen.domain.klantcontacten.queries import collegas, kanaalgewichten, verdeelregel
from geholpen.domain.organisatie.queries import kalender
from tests import bed
from tests.faces_werkplek.bureau import Bureau, plain

LEIDER = "mdw-006"


def page(bureau: Bureau, naam: str, *args: object, status: int = 200, **velden: object) -> str:
    """Read a page of the distribution, or send its form."""
    adres = reverse(f"beheer:{naam}", args=args)
    answer = bureau.client.post(adres, velden, follow=True) if velden else bureau.client.get(adres)
    return bureau.see(answer, status)


def test_skills_rules_and_weights_are_kept(stad):
    leider, jolanda = Bureau(LEIDER), bed.medewerker("mdw-001").actor.id
    assert "Jolanda" in plain(page(leider, "verdeling"))
    page(leider, "verdeling_profiel", jolanda, capaciteit="80", onderwerpen=["afval"], talen=["eng"])
    found = next(c for c in collegas("kcc") if c.id == jolanda)
    assert (found.capaciteit, found.onderwerpen, found.talen, found.kanalen) == (80, ("afval",), ("eng",), ())
    page(leider, "verdeling", onderwerp_na="15", taal_na="0", vaste_minuten="5")
    regel = verdeelregel("kcc")
    assert (regel.aanbieden, regel.onderwerp_na, regel.taal_na, regel.vaste_minuten) == (False, 15, 0, 5)
    assert verdeelregel("parkeren").aanbieden
    page(
        leider,
        "verdeling_kanaal",
        "chat",
        gewicht="50",
        aanbod_seconden="30",
        voorsprong_minuten="60",
        dag_1="9.00 tot 12.30",
    )
    assert next(k for k in kanaalgewichten() if k.kanaal == "chat").gewicht == 50
    assert [(d, van.hour, tot.minute) for d, van, tot in kalender().uren["chat"]] == [(1, 9, 30)]


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_kept(stad):
    leider, jolanda = Bureau(LEIDER), bed.medewerker("mdw-001").actor.id
    assert "van 0 tot en met 300" in page(leider, "verdeling_profiel", jolanda, status=422, capaciteit="veel")
    assert "aantal minuten" in page(leider, "verdeling", status=422, onderwerp_na="-3", taal_na="0", vaste_minuten="0")
    gewoon = {"gewicht": "20", "aanbod_seconden": "60", "voorsprong_minuten": "0"}
    html = page(leider, "verdeling_kanaal", "chat", status=422, **gewoon, dag_3="17.00 tot 9.00")
    assert "9.00 tot 17.00" in html


def test_only_the_team_lead_of_the_department(stad):
    assert page(Bureau("mdw-001"), "verdeling", status=403)
    assert page(Bureau("mdw-007"), "verdeling", status=403)
    ander = bed.medewerker("mdw-004").actor.id
    assert page(Bureau(LEIDER), "verdeling_profiel", ander, status=404)
    assert page(Bureau(LEIDER), "verdeling_profiel", ander, status=404, capaciteit="0")
