"""Case 12: a BSN that somebody sent or typed stands in no page, title, list, search text, log or address."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from geholpen.domain.berichten.models import BerichtInhoud, Envelop
from geholpen.domain.doelbinding.models import Audit, Dataverwerking
from geholpen.domain.klantcontacten.commands import NieuwKlantcontact, register_klantcontact
from geholpen.domain.klantcontacten.models import InterneNotitie, InterneTaakInhoud, KlantcontactInhoud
from geholpen.packs.waterdam.vullen.catalogi import TOKEN
from geholpen.platform import bsn
from geholpen.platform.bsn import ZonderBsn
from geholpen.platform.context import Aanleiding
from tests import cast
from tests.api.inzien import alles
from tests.api.oproep import Beller
from tests.faces_werkplek.bureau import Bureau, first_vraag, import_klant, mail, plain
from tests.partijen.schilden import aan, met_vraag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
BSN = cast.SAMIRA.bsn
SPATIES = f"{BSN[:3]} {BSN[3:6]}.{BSN[6:]}"


@pytest.fixture
def regels() -> Iterator[io.StringIO]:
    """What every logger writes, through the formatter of the settings."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    shape = settings.LOGGING["formatters"]["regel"]
    handler.setFormatter(ZonderBsn(shape["format"], style=shape["style"]))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.setLevel(before)
    root.removeHandler(handler)


def _mailed() -> None:
    mail(tekst=f"Mijn BSN is {BSN}, of {SPATIES}.", onderwerp=f"Vraag van {BSN}", html=f"<p>Mijn BSN is {BSN}</p>")


def test_a_mail_with_a_bsn_is_masked_everywhere_and_raw_it_stays_as_it_came():
    import_klant(cast.SAMIRA)
    _mailed()
    (inhoud,) = alles(BerichtInhoud, in_reply_to="")
    for veld in ("onderwerpregel", "tekst", "nieuwe_tekst", "html_veilig"):
        assert not bsn.find(getattr(inhoud, veld)), veld
    assert "•••••••50" in inhoud.tekst
    (ruw,) = alles(Envelop)
    assert BSN.encode() in bytes(ruw.ruw)


def test_what_an_employee_types_is_masked_too():
    import_klant(cast.SAMIRA)
    mail()
    jolanda = Bureau(cast.JOLANDA.code)
    vraag = first_vraag(jolanda.get("postvak"))
    jolanda.post("doen", *vraag, "notitie", tekst=f"Klant noemt {SPATIES}")
    jolanda.post("concept", *vraag, tekst=f"Uw BSN is {BSN}")
    ctx = aan(cast.JOLANDA, Aanleiding("klantvraag", *vraag))
    register_klantcontact(ctx, *vraag, NieuwKlantcontact("telefoon", "klant", f"Klant gaf {BSN}", f"Over {BSN}"))
    stored = [r.tekst for r in alles(InterneNotitie)] + [r.inhoud for r in alles(KlantcontactInhoud)]
    stored += [r.gevraagde_handeling for r in alles(InterneTaakInhoud)]
    assert any("•••••••50" in tekst for tekst in stored)
    assert not [tekst for tekst in stored if bsn.find(tekst)]


def test_no_page_log_or_address_holds_one(regels):
    import_klant(cast.NAIMA)
    import_klant(cast.SAMIRA)
    _mailed()
    seen = 0
    for wie, start in ((cast.JOLANDA, "/werkplek/"), (cast.HENK_JAN, "/werkplek/"), (cast.CARLIJN, "/beheer/")):
        bureau = Bureau(wie.code)
        for adres, html in _crawl(bureau, start):
            seen += 1
            assert not bsn.find(adres), adres
            assert not bsn.find(html), (adres, bsn.find(html))
    assert seen > 20
    logging.getLogger("geholpen.proef").error("klant %s", BSN)
    assert "•••••••50" in regels.getvalue()
    assert not bsn.find(regels.getvalue())
    for rij in (*alles(Audit), *alles(Dataverwerking)):
        assert not bsn.find(" ".join(str(w) for w in vars(rij).values()))


def _crawl(bureau: Bureau, start: str) -> Iterator[tuple[str, str]]:
    """Every page that can be reached by links from here, with the address of each."""
    todo, done = [start], set()
    while todo and len(done) < 60:
        adres = todo.pop(0)
        if adres in done:
            continue
        done.add(adres)
        answer = bureau.client.get(adres, follow=True)
        if not answer["Content-Type"].startswith("text/html"):
            continue
        html = answer.content.decode()
        yield adres, html
        links = re.findall(r'href="(/(?:werkplek|beheer|verwerkingen)/[^"#]*)"', html)
        todo += [link.replace("&amp;", "&") for link in links]


def test_an_interface_gives_no_bsn_in_a_text():
    import_klant(cast.SAMIRA)
    _mailed()
    beller = Beller(TOKEN)
    for pad in ("klantcontacten", "internetaken", "betrokkenen", "onderwerpobjecten"):
        assert not bsn.find(beller.get(pad).lichaam.decode()), pad
    made = beller.maak(
        "klantcontacten",
        {
            "kanaal": "telefoon",
            "onderwerp": f"Vraag van {BSN}",
            "inhoud": f"BSN {SPATIES}",
            "taal": "nld",
            "vertrouwelijk": False,
            "plaatsgevondenOp": "2026-11-01T10:00:00Z",
            "indicatieContactGelukt": True,
        },
    )
    assert made["onderwerp"] == "Vraag van •••••••50"
    assert "•••••••50" in made["inhoud"]


def test_an_address_with_a_bsn_is_refused_before_anything_reads_it():
    jolanda = Bureau(cast.JOLANDA.code)
    for adres in (f"/werkplek/?q={BSN}", f"/werkplek/zoeken/?q={SPATIES}", f"/werkplek/{BSN}/"):
        answer = jolanda.client.get(adres)
        assert answer.status_code == 400
        assert "Een BSN hoort niet in een adres" in plain(answer.content.decode())
        assert not bsn.find(answer.content.decode())


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for part in resolver.url_patterns:
        if isinstance(part, URLPattern):
            yield before + str(part.pattern)
        else:
            yield from _patterns(part, before + str(part.pattern))


def test_no_address_of_ours_has_a_place_for_a_number_of_a_person():
    for pattern in _patterns(get_resolver()):
        assert not re.search(r"bsn>|burgerservicenummer>", pattern), pattern


def test_it_is_shown_after_a_click_that_is_logged_and_only_where_the_purpose_may():
    samira, reden = met_vraag(cast.SAMIRA, "paspoort")
    tamar = Bureau(cast.TAMAR.code)
    html = tamar.get("vraag", samira, reden.id)
    assert "BSN tonen" in html
    assert not bsn.find(html)
    assert not alles(Dataverwerking, partij_id=samira, deur="partijen.queries.toon_bsn")
    assert BSN in tamar.see(tamar.client.post(reverse("werkplek:bsn", args=[samira, reden.id])), 200)
    (regel,) = alles(Dataverwerking, partij_id=samira, deur="partijen.queries.toon_bsn")
    assert regel.naam == "Uw burgerservicenummer op het scherm getoond"
    los = tamar.client.get(reverse("werkplek:bsn", args=[samira, reden.id]))  # no click: the question, without it
    assert (los.status_code, los["Location"]) == (302, reverse("werkplek:vraag", args=[samira, reden.id]))
    assert len(alles(Dataverwerking, partij_id=samira, deur="partijen.queries.toon_bsn")) == 1


def test_without_that_right_there_is_no_button_and_a_guessed_click_is_refused():
    samira, reden = met_vraag(cast.SAMIRA)
    henk_jan = Bureau(cast.HENK_JAN.code)
    assert "BSN tonen" not in henk_jan.get("vraag", samira, reden.id)
    answer = henk_jan.client.post(reverse("werkplek:bsn", args=[samira, reden.id]))
    assert answer.status_code == 403
    assert not bsn.find(answer.content.decode())
    assert [a.resultaat for a in alles(Audit, besluit=False)]
    assert aan(cast.HENK_JAN, reden).partijen == frozenset({UUID(str(samira))})
