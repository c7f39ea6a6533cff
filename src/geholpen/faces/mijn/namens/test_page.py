"""Acting for somebody else: the subjects of the mandate, as long as it holds, and nothing else."""

import re
import uuid

import pytest
from django.utils import timezone

from geholpen.domain.berichten.commands import EigenVraag, schrijf_bericht, stel_vraag
from geholpen.domain.berichten.queries import gesprek
from geholpen.domain.doelbinding.queries import activiteit_nummer, inzage
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import regel_van, taken_van, vragen_van
from geholpen.domain.partijen.commands import NieuwePartij, import_partij
from geholpen.domain.partijen.queries import adressering, naam_van, voor_wie
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Refused
from tests import bed, browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def stad(waterdam):
    """Naïma asks about parking (in the mandate), waste and help at home (both not in it)."""
    naima = waterdam.stad.partij_id("naima")
    for onderwerp, tekst in (("parkeervergunning", "Mijn vergunning loopt af."), ("afval", "Mijn bak is stuk.")):
        stel_vraag(bed.klant(naima), naima, EigenVraag(onderwerp, tekst))
    return waterdam.stad


def _als(stad, wie, voor, id=None):
    """The context of `wie` acting for `voor`, with this mandate (default: the one in the pack)."""
    ctx = bed.klant(stad.partij_id(wie))
    id = id or stad.key("vertegenwoordiging", f"machtiging:{wie}:{voor}")
    return ctx.voor(Aanleiding("machtiging", stad.partij_id(voor), id))


def test_only_the_subject_of_the_mandate(stad):
    naima = stad.partij_id("naima")
    ctx = _als(stad, "samira", "naima")
    assert {v.onderwerp_code for v in vragen_van(bed.klant(naima), naima)} >= {"parkeervergunning", "afval", "wmo"}
    rows = vragen_van(ctx, naima)
    assert {v.onderwerp_code for v in rows} == {"parkeervergunning"}
    open_ = next(v for v in rows if v.open)
    assert [b.tekst for b in gesprek(ctx, naima, open_.klantvraag_id)] == ["Mijn vergunning loopt af."]
    beeld = klantbeeld(ctx, naima, 50)
    assert beeld.naam.startswith("Naïma")
    assert {r.onderwerp_code for r in beeld.tijdlijn} == {"parkeervergunning"}
    assert (beeld.geboortedatum, beeld.adressen, beeld.digitale_adressen) == ("", (), ())
    assert taken_van(ctx, naima) == []  # the promise was about help at home


@pytest.mark.parametrize("onderwerp", ["afval", "wmo"])
def test_another_subject_is_not_there_even_with_its_id(stad, onderwerp):
    naima = stad.partij_id("naima")
    other = next(v for v in vragen_van(bed.klant(naima), naima) if v.onderwerp_code == onderwerp)
    ctx = _als(stad, "samira", "naima")
    with pytest.raises(Invalid):
        regel_van(ctx, naima, other.klantvraag_id)
    assert gesprek(ctx, naima, other.klantvraag_id) == []
    assert taken_van(ctx, naima, other.klantvraag_id) == []


@pytest.mark.parametrize(
    ("wie", "voor", "soort"),
    [
        ("wouter", "naima", "machtiging:samira:naima"),  # somebody else's mandate
        ("samira", "roos", "machtiging:samira:naima"),  # of somebody else
        ("jeroen", "geert", "machtiging:jeroen:geert"),  # past its term
        ("naima", "samira", "machtiging:samira:naima"),  # the other way round
    ],
)
def test_without_a_mandate_that_holds_nothing_is_shown(stad, wie, voor, soort):
    ctx = _als(stad, wie, voor, stad.key("vertegenwoordiging", soort))
    id = stad.partij_id(voor)
    for read in (vragen_van, naam_van, klantbeeld, taken_van):
        with pytest.raises(Refused) as refused:
            read(ctx, id)
        assert refused.value.code == "GEEN_MACHTIGING"


def test_a_parent_sees_what_is_not_yet_the_childs_own(stad):
    """Mees is 13: a passport is for his parents, youth care is his own, and at sixteen everything is."""
    mees, id = stad.partij_id("mees"), stad.key("vertegenwoordiging", "gezag:roos:mees")
    for onderwerp in ("paspoort", "jeugdhulp", "afval"):
        stel_vraag(bed.klant(mees), mees, EigenVraag(onderwerp, "Een vraag van Mees."))
    ctx = _als(stad, "roos", "mees", id)
    assert {v.onderwerp_code for v in vragen_van(ctx, mees)} == {"paspoort"}
    page = browser.text(browser.klant("roos").get("/mijn/namens/"))
    assert "U heeft het gezag" in page
    assert "Jeugdhulp" not in page


def test_from_sixteen_a_parent_reads_why_there_is_nothing(stad):
    ouder, kind, id = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    jaar = timezone.localdate().year
    voor = activiteit_nummer("contactgegevens")
    for wie, ander, kant, geboren in (
        (ouder, kind, "vertegenwoordigt", "1975-01-01"),
        (kind, ouder, "vertegenwoordigd", f"{jaar - 17}-01-01"),
    ):
        gezag = {
            "id": id,
            "kant": kant,
            "andere_partij_id": ander,
            "soort": "gezag",
            "geldig_van": f"{jaar - 17}-01-01",
        }
        naam = {"voornaam": "Kim", "achternaam": "Zelfstandig"}
        nieuw = NieuwePartij(wie, "persoon", voor, naam, geboortedatum=geboren, vertegenwoordigt=(gezag,))
        import_partij(bed.systeem().over({wie}), nieuw)
    with pytest.raises(Refused) as refused:
        vragen_van(bed.klant(ouder).voor(Aanleiding("machtiging", kind, id)), kind)
    assert refused.value.code == "GEEN_MACHTIGING"
    main = browser.text(browser.log_in("klant", ouder).get("/mijn/namens/"))
    assert "Uw kind is oud genoeg om zelf te kijken." in main
    assert "Vragen van Kim" not in main


def test_an_heir_sees_after_death_what_was_named(stad):
    cornelis = stad.partij_id("cornelis")
    ctx = _als(stad, "ineke", "cornelis", stad.key("vertegenwoordiging", "erfgenaam:ineke:cornelis"))
    assert {v.onderwerp_code for v in vragen_van(ctx, cornelis)} <= {"gemeentebelasting"}
    assert naam_van(ctx, cornelis).startswith("Cornelis")
    assert "U bent erfgenaam" in browser.text(browser.klant("ineke").get("/mijn/namens/"))


def test_a_mandate_opens_no_other_door(stad):
    naima = stad.partij_id("naima")
    ctx = _als(stad, "samira", "naima")
    for read in (adressering, inzage):
        with pytest.raises(Refused):
            read(ctx, naima)
    vraag = vragen_van(ctx, naima)[0]
    with pytest.raises(Refused):
        schrijf_bericht(ctx, naima, vraag.klantvraag_id, "Ik schrijf als haar")
    with pytest.raises(Refused):  # without the reason, her mother's data is as closed as anybody's
        vragen_van(bed.klant(stad.partij_id("samira")).over({naima}), naima)


def test_a_mandate_adds_nothing_to_ones_own_look(stad):
    samira = stad.partij_id("samira")
    ctx = _als(stad, "samira", "naima").over({samira})
    assert vragen_van(ctx, samira)  # her own purpose, not the mandate's


def test_whoever_is_acted_for_can_read_that(stad):
    naima = stad.partij_id("naima")
    vragen_van(_als(stad, "samira", "naima"), naima)
    line = next(i for i in inzage(bed.klant(naima), naima).regels if i.door == "machtiging")
    assert line.aanleiding_id == stad.key("vertegenwoordiging", "machtiging:samira:naima")
    page = browser.text(browser.klant("naima").get("/mijn/inzage/"))
    assert "Iemand die voor u mag optreden" in page
    assert "Uw gemachtigde" in page
    assert "Geen medewerker keek" in page
    own = browser.text(browser.klant("samira").get("/mijn/inzage/"))
    assert "U deed dit voor Naïma Zerrouki-Belhadi" in own, "she can act for more than one"
    assert "Staat hier “u” of “uw”? Dan is dat Naïma" in own
    assert "U zelf, voor iemand anders" in own
    assert "Uw gemachtigde" not in own


def test_the_page_shows_who_what_and_until_when(stad):
    page = browser.text(browser.klant("samira").get("/mijn/namens/"))
    assert "Naïma Zerrouki-Belhadi" in page
    assert "U bent gemachtigd" in page
    assert "1 februari 2028" in page
    assert "Wmo" not in page
    assert "Hulp en voorzieningen" not in page


def test_a_question_of_the_other_is_read_only(stad):
    client, naima = browser.klant("samira"), stad.partij_id("naima")
    (wie,) = voor_wie(bed.klant(stad.partij_id("samira")), stad.partij_id("samira"))
    rows = {v.onderwerp_code: v for v in vragen_van(bed.klant(naima), naima) if v.open}
    base = f"/mijn/namens/{wie.vertegenwoordiging_id}/"
    answer = client.get(f"{base}{rows['parkeervergunning'].klantvraag_id}/")
    assert "Mijn vergunning loopt af." in browser.text(answer)
    assert "U bekijkt een vraag van Naïma Zerrouki-Belhadi. Dit is niet uw eigen vraag." in browser.text(answer)
    assert "Terug naar uw eigen vragen" in browser.text(answer)
    assert "<textarea" not in browser.text(answer)
    assert browser.leaks(answer) == []
    for other in ("afval", "wmo"):
        assert client.get(f"{base}{rows[other].klantvraag_id}/").status_code == 404
    assert client.get(f"/mijn/vraag/{rows['parkeervergunning'].klantvraag_id}/").status_code == 404


def test_a_page_about_somebody_else_never_says_you(stad):
    """ "You" is the reader. What Naïma wrote, was promised and hears next is told with her name."""
    client, naima = browser.klant("samira"), stad.partij_id("naima")
    id = stad.key("vertegenwoordiging", "machtiging:samira:naima")
    ctx = _als(stad, "samira", "naima")
    pages = [
        browser.text(client.get(f"/mijn/namens/{id}/{v.klantvraag_id}/"))
        for v in vragen_van(ctx, naima)  # one by letter and finished, one in Mijn and open
    ]
    said = " ".join(pages)
    for words in ("Zerrouki-Belhadi stuurde een brief", "Wij stuurden Naïma", "krijgt uiterlijk", "Het is geregeld."):
        assert words in said
    for words in ("U stuurde", "Wij stuurden u", "U hoort uiterlijk", 'wie">U<', "Iets toevoegen"):
        assert words not in said
    titles = [re.findall(r"<title>(.*?)</title>", page, re.DOTALL)[0] for page in pages]
    assert all("Vraag van een ander: Parkeervergunning" in title and "Naïma" not in title for title in titles)


def test_the_list_says_whose_questions_these_are(stad):
    page = browser.text(browser.klant("samira").get("/mijn/namens/"))
    assert "Vragen van Naïma Zerrouki-Belhadi" in page
    assert "Terug naar uw eigen vragen" in page


def test_nobody_else_can_use_the_address(stad):
    naima = stad.partij_id("naima")
    vraag = next(v for v in vragen_van(bed.klant(naima), naima) if v.onderwerp_code == "parkeervergunning")
    id = stad.key("vertegenwoordiging", "machtiging:samira:naima")
    for sleutel in ("wouter", "naima", "jeroen"):
        answer = browser.klant(sleutel).get(f"/mijn/namens/{id}/{vraag.klantvraag_id}/")
        assert answer.status_code == 404
        assert "Naïma" not in browser.text(answer) or sleutel == "naima"
    assert browser.klant("samira").get(f"/mijn/namens/{uuid.uuid4()}/{vraag.klantvraag_id}/").status_code == 404


def test_without_mandates_the_page_says_how_to_get_one(stad):
    assert "U mag nu voor niemand optreden" in browser.text(browser.klant("wouter").get("/mijn/namens/"))


def test_an_expired_mandate_is_not_shown(stad):
    page = browser.text(browser.klant("jeroen").get("/mijn/namens/"))
    assert "Geert" not in page
