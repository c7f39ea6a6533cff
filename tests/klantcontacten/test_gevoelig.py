"""A sensitive subject: in no subject of a mail, no title of a page, and never for somebody who acts for another."""

from __future__ import annotations

import re
import time
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from geholpen.domain.berichten.commands import NieuwAntwoord, send_antwoord
from geholpen.domain.doelbinding import ports
from geholpen.domain.kennis.queries import onderwerp
from tests import cast
from tests.doelbinding.proef import open_, sql, token
from tests.faces_werkplek.bureau import import_klant
from tests.partijen.schilden import aan, met_vraag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


@pytest.mark.parametrize(("code", "wie"), [("schuldhulp", cast.PIETERNEL), ("parkeervergunning", cast.HENK_JAN)])
def test_a_subject_of_a_mail_says_nothing_of_it(code, wie):
    partij_id, reden = met_vraag(cast.ROOS, code)
    send_antwoord(aan(wie, reden), partij_id, reden.id, NieuwAntwoord("Dat kan.", 0, cast.ROOS.mail))
    open_(token(partijen=None, bronnen="{20,61}"))
    ((regel,),) = sql("SELECT onderwerpregel FROM bericht_inhoud WHERE tekst = 'Dat kan.'")
    assert (onderwerp(code).naam in regel) is not onderwerp(code).gevoelig
    assert re.search(r"\[WD-....-....\]", regel)


@pytest.mark.parametrize("code", ["schuldhulp", "parkeervergunning"])
def test_a_title_stays_in_the_history_and_says_nothing_of_it(code):
    partij_id, reden = met_vraag(cast.ROOS, code)
    client = Client()
    sessie = client.session
    sessie["wie"] = {"soort": "klant", "id": str(partij_id), "niveau": "authenticated", "laatst": int(time.time())}
    sessie.save()
    html = client.get(reverse("mijn:vraag", args=[reden.id])).content.decode()
    title = html.partition("<title>")[2].partition("</title>")[0]
    assert (onderwerp(code).naam in title) is not onderwerp(code).gevoelig


@pytest.mark.parametrize("omvang", [[], ["schuldhulp", "parkeervergunning"], ["jeugdhulp"]])
@pytest.mark.parametrize("soort", ["machtiging", "curatele", "bewind"])
def test_nobody_who_acts_for_another_has_it_whatever_the_mandate_says(soort, omvang):
    van, voor = import_klant(cast.HILDE), import_klant(cast.ROOS)
    id = uuid4()
    open_(token(schrijven=[8], partijen=[voor]))
    sql(
        "INSERT INTO vertegenwoordiging (partij_id, id, kant, andere_partij_id, soort, omvang, geldig_van, herkomst,"
        " verkregen_voor, vervalt_op) VALUES (%s, %s, 'vertegenwoordigd', %s, %s, %s::jsonb, current_date, 'proef',"
        " 901, now() + interval '1 day')",
        voor,
        id,
        van,
        soort,
        str(omvang).replace("'", '"'),
    )
    reden = ports.reden("machtiging", voor, id)
    assert reden is not None and reden.bronnen is not None
    gevoelig = {onderwerp(code).activiteit for code in ("jeugdhulp", "schuldhulp", "wmo", "klacht")}
    assert not reden.bronnen & gevoelig
