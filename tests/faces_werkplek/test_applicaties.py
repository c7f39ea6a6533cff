"""Management of applications and their tokens: made, used, ended; only by the functional manager."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from geholpen.domain.doelbinding.models import Audit
from geholpen.domain.organisatie import applicaties, commands
from geholpen.domain.organisatie.models import Applicatie, ApplicatieToken
from geholpen.platform.errors import Refused
from tests import bed, cast
from tests.api.inzien import alles
from tests.api.oproep import Beller
from tests.faces_werkplek.bureau import Bureau, plain


@pytest.fixture
def anneke(stad) -> Bureau:
    applicaties.forget()
    return Bureau(cast.ANNEKE.code)


def add(anneke: Bureau, naam: str = "Formulieren") -> str:
    """Add an application. Returns the address of its page."""
    given = {"naam": naam, "activiteiten": ["koppelingen"]}
    answer = anneke.client.post(reverse("beheer:applicaties"), given)
    assert answer.status_code == 302
    return answer["Location"]


def make(anneke: Bureau, pad: str, **meer: str | list[str]) -> str:
    """Make a token. Returns it as it stands on the page."""
    html = anneke.client.post(pad, {"actie": "token", "rechten": "schrijven", **meer}).content.decode()
    (token,) = re.findall(r"<code>([A-Za-z0-9]{40})</code>", html)
    return token


def test_an_application_gets_a_token_that_is_shown_once_and_works(anneke):
    pad = add(anneke)
    token = make(anneke, pad, omschrijving="website")
    again = anneke.client.get(pad).content.decode()
    assert token not in again
    assert token[:6] in again
    assert "website" in plain(again)
    assert Beller(token).get("actoren").status == 200
    assert Beller(token).post("actoren", {"naam": "X", "soortActor": "medewerker"}).status == 201
    handelingen = {regel.handeling for regel in alles(Audit)}
    assert {h.rpartition(".")[2] for h in handelingen} >= {"register_applicatie", "register_token"}


def test_a_token_that_may_only_read_writes_nothing(anneke):
    token = make(anneke, add(anneke), rechten="lezen")
    assert Beller(token).get("actoren").status == 200
    answer = Beller(token).post("actoren", {"naam": "X", "soortActor": "medewerker"})
    assert (answer.status, answer.json["code"]) == (403, "permission_denied")
    assert answer.json["detail"] == "Met dit token mag u alleen lezen."


def test_a_token_that_is_withdrawn_lets_nobody_in(anneke):
    pad = add(anneke)
    token = make(anneke, pad)
    id = ApplicatieToken.objects.get(begin=token[:6]).id
    assert "Token intrekken" in anneke.client.get(f"{pad}?token={id}").content.decode()
    page = anneke.client.post(pad, {"actie": "intrekken", "token": id}, follow=True)
    assert "Ingetrokken" in plain(page.content.decode())
    answer = Beller(token).get("actoren")
    assert (answer.status, answer.json["code"]) == (401, "authentication_failed")
    assert answer.koppen["WWW-Authenticate"] == "Token"
    assert anneke.client.post(pad, {"actie": "intrekken", "token": id}).status_code == 404


def test_a_token_ends_after_its_last_day(anneke):
    pad = add(anneke)
    morgen = (timezone.localdate() + timedelta(days=1)).isoformat()
    token = make(anneke, pad, verloopt=morgen)
    row = ApplicatieToken.objects.get(begin=token[:6])
    assert timezone.localdate(row.verloopt_op).isoformat() == morgen
    assert Beller(token).get("actoren").status == 200
    ApplicatieToken.objects.filter(id=row.id).update(verloopt_op=timezone.now() - timedelta(seconds=1))
    applicaties.forget()
    assert Beller(token).get("actoren").status == 401
    later = anneke.client.post(pad, {"actie": "einddatum", "token": row.id, "verloopt": morgen})
    assert later.status_code == 302
    assert Beller(token).get("actoren").status == 200


def test_what_is_not_filled_in_well_is_said(anneke):
    leeg = anneke.client.post(reverse("beheer:applicaties"), {"naam": ""})
    assert leeg.status_code == 422
    assert "Schrijf op hoe de applicatie heet." in plain(leeg.content.decode())
    pad = add(anneke)
    dubbel = anneke.client.post(reverse("beheer:applicaties"), {"naam": "Formulieren", "activiteiten": "koppelingen"})
    assert "Er is al een applicatie met deze naam." in plain(dubbel.content.decode())
    zonder = anneke.client.post(reverse("beheer:applicaties"), {"naam": "Zaken", "activiteiten": "parkeren"})
    assert "Kies waarvoor de applicatie gegevens mag gebruiken." in plain(zonder.content.decode())
    gisteren = (timezone.localdate() - timedelta(days=1)).isoformat()
    oud = anneke.client.post(pad, {"actie": "token", "verloopt": gisteren})
    assert oud.status_code == 422
    assert "Kies een dag die nog komt." in plain(oud.content.decode())
    assert not ApplicatieToken.objects.filter(applicatie_id=Applicatie.objects.get(naam="Formulieren").id).exists()


@pytest.mark.parametrize("wie", [cast.JOLANDA, cast.CARLIJN])
def test_nobody_else_manages_tokens(stad, wie):
    bureau = Bureau(wie.code)
    assert bureau.client.get(reverse("beheer:applicaties")).status_code == 403
    with pytest.raises(Refused):
        commands.register_applicatie(bed.medewerker(wie.code), "Stiekem", ["koppelingen"])


def test_a_token_gets_rights_of_the_standards_only_when_they_are_ticked(anneke):
    pad = add(anneke, "Zaakprogramma")
    make(anneke, pad)
    assert ApplicatieToken.objects.latest("aangemaakt_op").scopes == []
    make(anneke, pad, scopes=["ldv:lezen", "read:normal"])
    assert ApplicatieToken.objects.latest("aangemaakt_op").scopes == ["ldv:lezen", "read:normal"]
    assert "ldv:lezen, read:normal" in plain(anneke.client.get(pad).content.decode())
    answer = anneke.client.post(pad, {"actie": "token", "rechten": "lezen", "scopes": ["alles"]})
    assert answer.status_code == 422
    assert "Kies alleen rechten uit de lijst." in plain(answer.content.decode())
