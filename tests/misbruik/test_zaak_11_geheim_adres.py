"""Case 11: a secret address leaks through nobody: not a house-mate, a search, an old copy, an interface or a mail."""

from __future__ import annotations

from uuid import UUID

import pytest

from geholpen.domain.doelbinding.models import Audit, Dataverwerking
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.models import BetrokkeneAdres
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.events import GeheimChanged
from geholpen.domain.partijen.models import Adres, DigitaalAdres, Partij, Vertegenwoordiging
from geholpen.domain.partijen.queries import Antwoorden, Zoekvraag, adressering, compare_antwoorden, find_personen
from geholpen.domain.partijen.subscribers import keys_follow_secrecy
from geholpen.packs.waterdam.vullen.catalogi import TOKEN
from geholpen.platform.models import Gebeurtenis
from tests import bed, cast
from tests.api.inzien import alles
from tests.api.oproep import Beller
from tests.api.test_betrokkenen import kaal
from tests.api.test_klantcontacten import KAAL
from tests.doelbinding.proef import open_, sql, token
from tests.faces_werkplek.bureau import Bureau, first_vraag, import_klant, mail, plain
from tests.partijen.schilden import aan, met_vraag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
STRAAT, MAIL, NUMMER = "Vlasveld", cast.NADINE.mail, "850000161"
#: A house-mate of Roos: what holds for her holds for whoever lives there.
ROOS_ADRES = Zoekvraag(postcode=cast.ROOS.adres.postcode, huisnummer=str(cast.ROOS.adres.huisnummer))


def flag(partij_id: UUID) -> None:
    """Other software says that this customer asked for secrecy."""
    done = Beller(TOKEN).patch(f"partijen/{partij_id}", {"indicatieGeheimhouding": True})
    assert done.status == 200, done.json


def with_the_right(statement: str, *params: object) -> None:
    """A change under a purpose that may see a secret address: only that makes one public."""
    bronnen = "{" + ",".join(map(str, range(1, 60))) + "}"
    open_(token(partijen=None, geheim=True, schrijven=range(1, 41), bronnen=bronnen))
    sql(statement, *params)


def end_flag(partij_id: UUID) -> None:
    with_the_right("UPDATE partij SET indicatie_geheimhouding = false WHERE partij_id = %s", partij_id)


def zoek(vraag: Zoekvraag) -> set[UUID]:
    return {hit.partij_id for hit in find_personen(bed.medewerker(cast.JOLANDA.code), vraag).hits}


def secret(model, partij_id: UUID) -> set[bool]:
    return {rij.geheim for rij in alles(model, partij_id=partij_id)}


def test_without_the_right_address_telephone_and_mail_are_not_given():
    nadine, reden = met_vraag(cast.NADINE)
    beeld = klantbeeld(aan(cast.JOLANDA, reden), nadine)
    assert beeld.geheim
    assert (beeld.adressen, beeld.digitale_adressen) == ((), ())
    assert adressering(aan(cast.JOLANDA, reden), nadine).emailadressen == ()
    assert not alles(Audit, besluit=False)
    assert alles(Dataverwerking, partij_id=nadine, deur="klantbeeld.queries.klantbeeld")


def test_with_the_right_they_are():
    nadine, reden = met_vraag(cast.NADINE, "verhuizing")
    beeld = klantbeeld(aan(cast.TAMAR, reden), nadine)
    assert [a.straatnaam for a in beeld.adressen] == [STRAAT]
    assert MAIL in [d.adres for d in beeld.digitale_adressen]


def test_it_spreads_to_a_house_mate_who_has_no_flag():
    met_vraag(cast.NADINE)
    lot, reden = met_vraag(cast.LOT)
    beeld = klantbeeld(aan(cast.JOLANDA, reden), lot)
    assert beeld.geheim
    assert beeld.adressen == ()


def test_whatever_the_order_in_which_they_came():
    lot, reden = met_vraag(cast.LOT)
    assert klantbeeld(aan(cast.JOLANDA, reden), lot).adressen
    met_vraag(cast.NADINE)
    assert klantbeeld(aan(cast.JOLANDA, reden), lot).adressen == ()


def test_the_relation_that_leads_to_it_is_hidden():
    nadine = import_klant(cast.NADINE)
    import_klant(cast.LOT)
    rijen = alles(Vertegenwoordiging)
    assert rijen
    assert {rij.geheim for rij in rijen if nadine in (rij.partij_id, rij.andere_partij_id)} == {True}


def test_a_search_by_address_does_not_find_it_and_answers_as_for_an_empty_house():
    for klant in (cast.NADINE, cast.LOT):
        import_klant(klant)
    jolanda = bed.medewerker(cast.JOLANDA.code)
    secret_ = find_personen(jolanda, Zoekvraag(postcode="9999 HJ", huisnummer="61"))
    empty = find_personen(jolanda, Zoekvraag(postcode="9999 ZZ", huisnummer="61"))
    assert secret_ == empty


def test_old_copies_are_shielded_with_the_flag_and_come_back_when_it_ends():
    roos, jeroen = import_klant(cast.ROOS), import_klant(cast.JEROEN)
    assert zoek(ROOS_ADRES) == {roos, jeroen}
    flag(roos)
    for wie in (roos, jeroen):
        assert secret(Adres, wie) == secret(DigitaalAdres, wie) == {True}
    assert zoek(ROOS_ADRES) == set()
    end_flag(roos)
    for wie in (roos, jeroen):
        assert secret(Adres, wie) == secret(DigitaalAdres, wie) == {False}
        assert not alles(Partij, partij_id=wie)[0].adres_geheim
        keys_follow_secrecy(GeheimChanged(wie))
    assert zoek(ROOS_ADRES) == {roos, jeroen}


def test_a_house_mate_who_moves_out_leaves_the_address_secret_in_old_contacts():
    """What they gave in a contact while they lived there is where the other still lives."""
    roos, jeroen = import_klant(cast.ROOS), import_klant(cast.JEROEN)
    beller = Beller(TOKEN)
    hier = {"straatnaam": "Lindenpad", "huisnummer": 7, "postcode": "9999 CD", "stad": "Waterdam", "land": "NL"}
    for adres in (hier, hier | {"straatnaam": "Markt", "huisnummer": 1, "postcode": "9999 AA"}):
        contact = beller.maak("klantcontacten", KAAL)
        beller.maak("betrokkenen", kaal(contact, wasPartij={"uuid": str(jeroen)}, bezoekadres=adres))

    def copies() -> dict[str, bool]:
        return {rij.straatnaam: rij.geheim for rij in alles(BetrokkeneAdres, partij_id=jeroen)}

    assert copies() == {"Lindenpad": False, "Markt": False}
    flag(roos)
    assert copies() == {"Lindenpad": True, "Markt": True}
    elders = "UPDATE adres SET straatnaam = 'Elders', huisnummer = 1, postcode = '9999ZZ', nummeraanduiding_id = ''"
    with_the_right(f"{elders} WHERE partij_id = %s", jeroen)
    assert (secret(Adres, jeroen), secret(Adres, roos)) == ({False}, {True})
    assert copies() == {"Lindenpad": True, "Markt": False}


def test_search_keys_of_before_are_removed_in_the_job_and_made_again():
    roos = import_klant(cast.ROOS)
    key = sleutels.adres(cast.ROOS.adres.postcode, cast.ROOS.adres.huisnummer)

    def found() -> set[UUID]:
        """By the key alone, as the function of the database finds."""
        open_(token(partijen=None))
        return {row[0] for row in sql("SELECT partij_id FROM zoek_partijen(%s::bytea[])", [key])}

    assert found() == {roos}
    flag(roos)
    assert set(Gebeurtenis.objects.filter(soort="GeheimChanged").values_list("partij_id", flat=True)) == {roos}
    keys_follow_secrecy(GeheimChanged(roos))
    assert found() == set()
    end_flag(roos)
    keys_follow_secrecy(GeheimChanged(roos))
    assert found() == {roos}


def test_whoever_moves_in_is_shielded_and_all_are_free_when_the_reason_moves_out():
    roos, wouter = import_klant(cast.ROOS), import_klant(cast.WOUTER)
    flag(roos)
    beller = Beller(TOKEN)
    leeg = {
        "nummeraanduidingId": "",
        "stad": "Waterdam",
        "adresregel1": "",
        "adresregel2": "",
        "adresregel3": "",
        "land": "NL",
    }
    hier = leeg | {"straatnaam": "Lindenpad", "huisnummer": 7, "huisnummertoevoeging": "", "postcode": "9999 CD"}
    elders = leeg | {"straatnaam": "Elders", "huisnummer": 1, "huisnummertoevoeging": "", "postcode": "9999 ZZ"}
    assert beller.patch(f"partijen/{wouter}", {"bezoekadres": hier}).status == 200
    assert secret(Adres, wouter) == secret(DigitaalAdres, wouter) == {True}
    moved = beller.patch(f"partijen/{roos}", {"bezoekadres": elders})
    assert moved.status == 200
    assert "Elders" not in moved.lichaam.decode()
    assert len(alles(Adres, partij_id=roos)) == 1
    assert secret(Adres, roos) == {True}
    assert secret(Adres, wouter) == secret(DigitaalAdres, wouter) == {True}  # that software may not see who lives where
    with_the_right("SELECT stel_geheim_vast(ARRAY[%s::uuid], '{}')", wouter)
    assert secret(Adres, wouter) == secret(DigitaalAdres, wouter) == {False}


def test_an_interface_shows_none_of_it():
    nadine, _ = met_vraag(cast.NADINE)
    lot, _ = met_vraag(cast.LOT)
    beller = Beller(TOKEN)
    for pad in (f"partijen/{nadine}", f"partijen/{lot}", "partijen", "digitaleadressen", "klantcontacten"):
        body = beller.get(pad).lichaam.decode()
        for waarde in (STRAAT, "9999HJ", "9999 HJ", MAIL, NUMMER):
            assert waarde not in body, (pad, waarde)


def test_right_answers_about_it_are_as_wrong_as_any_other():
    nadine, roos = import_klant(cast.NADINE), import_klant(cast.ROOS)
    jolanda = bed.medewerker(cast.JOLANDA.code)
    right = Antwoorden(postcode="9999 HJ", huisnummer="61", telefoon="085 000 0161")
    wrong = Antwoorden(postcode="9999 ZZ", huisnummer="1", telefoon="085 000 0199")
    said = compare_antwoorden(jolanda.over({nadine}), nadine, right)
    assert said == compare_antwoorden(jolanda.over({nadine}), nadine, wrong)
    assert said == compare_antwoorden(jolanda.over({roos}), roos, wrong)


def test_a_mail_of_hers_is_recognised_and_answered_and_nobody_at_the_desk_sees_the_address():
    import_klant(cast.NADINE)
    mail(van=f"N. <{MAIL}>")
    jolanda = Bureau(cast.JOLANDA.code)
    vraag = first_vraag(jolanda.get("postvak"))
    html = jolanda.get("vraag", *vraag)
    assert MAIL not in html
    assert "Adres is geheim. Noem het niet." in plain(html)
    gezien = html.partition('name="gezien_tot" value="')[2].partition('"')[0]
    done = jolanda.post("antwoord", *vraag, tekst="Dat kan.", kanaal="", gezien_tot=gezien)
    assert "Uw antwoord is onderweg" in plain(done)
    assert MAIL not in done
