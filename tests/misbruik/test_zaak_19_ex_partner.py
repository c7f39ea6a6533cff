"""Case 19: an ex-partner knows birth date and address; a parent without gezag calls about the child."""

from __future__ import annotations

from email import message_from_bytes, policy
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geholpen.adapters.kanalen.email.twin import Posthuis
from geholpen.domain.doelbinding.queries import inzage, weigeringen
from geholpen.domain.doelbinding.toezicht import veel
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.commands import Controle, begin_namens, try_controle
from geholpen.domain.klantcontacten.commands.controlemelden import TAAK
from geholpen.domain.klantcontacten.models import Controlemelding
from geholpen.domain.klantcontacten.queries import alarmen, controlemeldingen, stand_van, vragen_van
from geholpen.domain.partijen.queries import Antwoorden
from geholpen.packs.waterdam.vullen.catalogi import key
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Refused
from geholpen.platform.tasks import run_now
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, begin, import_klant, plain, verify

pytestmark = pytest.mark.django_db
ROBBERT, CARLIJN, ONS = cast.ROBBERT.mailadres, cast.CARLIJN.mailadres, "klantcontact@waterdam.example"


@pytest.fixture
def nadine(register):
    """Nadine has a secret address."""
    register.forget()
    return import_klant(cast.NADINE)


def _answers(klant, **ander):
    """What somebody who lived with her knows."""
    adres = klant.adres
    weet = {"geboortedatum": klant.geboortedatum, "postcode": adres.postcode, "huisnummer": str(adres.huisnummer)}
    return Controle(Antwoorden(**weet | ander))


def _in_gesprek(partij_id):
    gesprek_id = begin(Bureau(cast.JOLANDA.code))
    ctx = bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("gesprek", partij_id, gesprek_id))
    return gesprek_id, ctx


def test_the_address_of_somebody_shielded_is_never_right(nadine):
    gesprek_id, ctx = _in_gesprek(nadine)
    uitslag = try_controle(ctx, nadine, gesprek_id, _answers(cast.NADINE))
    assert uitslag.gevraagd == {"geboortedatum": True, "adres": False}  # the same as for an address we do not know
    assert not uitslag.voldoende
    beeld = klantbeeld(ctx, nadine)
    assert (beeld.adressen, beeld.digitale_adressen, beeld.tijdlijn) == ((), (), ())
    with pytest.raises(Refused):
        vragen_van(ctx, nadine)


def test_unknown_shielded_and_wrong_have_one_form(nadine):
    """Samira's telephone is wrong, Nadine's may not be compared, Romy's is not known: one answer, the same work."""
    gegeven, statements = {}, set()
    klanten = {"nadine": nadine} | {k.sleutel: import_klant(k) for k in (cast.SAMIRA, cast.ROMY)}
    nummer = Controle(Antwoorden(telefoon="+31850000161"))
    for naam, id in klanten.items():
        gesprek_id, ctx = _in_gesprek(id)
        veel.forget()  # nobody was looked at a moment ago, in whatever test
        with CaptureQueriesContext(connection) as gedaan:
            gegeven[naam] = try_controle(ctx, id, gesprek_id, nummer).gevraagd
        statements.add(len(gedaan))
    assert gegeven == dict.fromkeys(klanten, {"telefoon": False})
    assert len(statements) == 1


def test_a_failed_series_closes_is_told_and_alarms(nadine, tmp_path, settings):
    gesprek_id, ctx = _in_gesprek(nadine)
    for poging in range(3):
        try_controle(ctx, nadine, gesprek_id, _answers(cast.NADINE, huisnummer=str(poging + 60)))
    assert stand_van(nadine, gesprek_id).dicht
    with pytest.raises(Refused) as refused:  # also with what is right
        try_controle(ctx, nadine, gesprek_id, Controle(Antwoorden(bsn=cast.NADINE.bsn[-4:])))
    assert refused.value.code == "TE_VAAK_FOUT"

    zinnen = [zin for regel in inzage(bed.klant(nadine), nadine).regels for zin in regel.wat]
    assert zinnen.count("Iemand gaf te vaak een verkeerd antwoord toen wij vroegen wie hij is") == 1
    assert "Tijdens ons gesprek gecontroleerd wie u bent" in zinnen
    assert "TE_VAAK_FOUT" in {w.code for w in weigeringen(bed.medewerker(cast.CARLIJN.code))}

    (melding,) = controlemeldingen(bed.medewerker(cast.ROBBERT.code))
    (alarm,) = alarmen(bed.medewerker(cast.CARLIJN.code))
    assert melding == alarm
    assert melding.medewerker_id == ctx.actor.id
    assert not hasattr(melding, "alarm")  # whom it was about, and that she is shielded, the team lead does not learn
    assert str(nadine) not in str(Controlemelding.objects.values())

    bed.mail_colleagues({"controle_mail.teamleider": ROBBERT, "controle_mail.fg": CARLIJN})
    with Posthuis(tmp_path / "post", dict.fromkeys((ONS, ROBBERT, CARLIJN), "geheim")) as huis:
        settings.UITGANG = huis.smtp_url(ONS)
        run_now(TAAK, bed.systeem(), melding_id=str(melding.id))
        mails = {a: message_from_bytes(huis.berichten(a)[0], policy=policy.default) for a in (ROBBERT, CARLIJN)}
    assert mails[CARLIJN]["Subject"].startswith("Alarm: ")
    assert "niet gevonden mag worden" not in mails[ROBBERT].as_string()
    assert not any("Kortekaas" in m.as_string() for m in mails.values())


def test_somebody_who_is_not_shielded_gives_no_alarm(register):
    register.forget()
    wouter = import_klant(cast.WOUTER)
    gesprek_id, ctx = _in_gesprek(wouter)
    for poging in range(3):
        try_controle(ctx, wouter, gesprek_id, Controle(Antwoorden(bsn=f"{poging:04}")))
    assert len(controlemeldingen(bed.medewerker(cast.ROBBERT.code))) == 1
    assert alarmen(bed.medewerker(cast.CARLIJN.code)) == []


def test_a_parent_without_gezag_hears_nothing_of_the_child(nadine):
    """Wouter makes clear who he is, and knows everything of Lot; nobody wrote down that he may speak for her."""
    lot, wouter = import_klant(cast.LOT), import_klant(cast.WOUTER)
    gesprek_id, ctx = _in_gesprek(wouter)
    assert try_controle(ctx, wouter, gesprek_id, _answers(cast.WOUTER)).voldoende
    beiden = ctx.over({wouter, lot})
    gezag_van_nadine = key("vertegenwoordiging", "gezag:nadine:lot")
    for ground in (uuid4(), gezag_van_nadine):
        with pytest.raises(Refused) as refused:
            begin_namens(beiden, wouter, gesprek_id, lot, ground)
        assert refused.value.code == "GEEN_MACHTIGING"
    daar = bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("gesprek", lot, gesprek_id))
    beeld = klantbeeld(daar, lot)
    assert (beeld.adressen, beeld.digitale_adressen, beeld.tijdlijn) == ((), (), ())
    with pytest.raises(Refused):
        vragen_van(daar, lot)
    assert "GEEN_MACHTIGING" in {w.code for w in weigeringen(bed.medewerker(cast.CARLIJN.code))}
    page = plain(Bureau(cast.JOLANDA.code).get("gesprek_klant", gesprek_id, wouter))
    assert "namens iemand anders" not in page


def test_answers_never_make_more_of_it_than_verified_and_only_here(register):
    register.forget()
    samira = import_klant(cast.SAMIRA)
    jolanda = Bureau(cast.JOLANDA.code)
    gesprek_id = begin(jolanda)
    page = verify(jolanda, gesprek_id, samira)
    assert "Bevestigd" in plain(page)
    assert "Ingelogd" not in plain(page)
    assert cast.SAMIRA.adres.straat not in page  # not needed to find out what the question is about
    other = jolanda.get("gesprek_klant", begin(jolanda), samira)  # she calls again: nothing was kept of it
    assert "Wie is er aan de lijn?" in other
    assert cast.SAMIRA.mail not in other


def test_a_day_of_wrong_answers_closes_every_conversation(register):
    register.forget()
    samira = import_klant(cast.SAMIRA)
    for gesprek in range(2):
        gesprek_id, ctx = _in_gesprek(samira)
        for poging in range(3):
            try_controle(ctx, samira, gesprek_id, Controle(Antwoorden(bsn=f"{gesprek}{poging:03}")))
    gesprek_id, ctx = _in_gesprek(samira)
    with pytest.raises(Refused) as refused:
        try_controle(ctx, samira, gesprek_id, _answers(cast.SAMIRA))
    assert refused.value.code == "TE_VAAK_FOUT"
    balie = begin(Bureau(cast.JOLANDA.code), "balie")
    ctx = bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("gesprek", samira, balie))
    assert try_controle(ctx, samira, balie, Controle(bewijs_gezien=True)).voldoende  # with a proof she is helped
