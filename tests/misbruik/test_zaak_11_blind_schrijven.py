"""Case 11: software that may change a secret address, and not see it, tries to make it public by what it changes."""

from __future__ import annotations

from uuid import UUID

import pytest

from geholpen.domain.doelbinding.models import Audit
from geholpen.domain.partijen.models import Adres, DigitaalAdres, Partij, Vertegenwoordiging
from geholpen.packs.waterdam.vullen.catalogi import TOKEN
from tests import cast
from tests.api.inzien import alles
from tests.api.oproep import CG, Beller
from tests.doelbinding.proef import open_, sql, token
from tests.faces_werkplek.bureau import import_klant
from tests.partijen.schilden import met_vraag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register"), pytest.mark.zaak(11)]
WAARDEN = ("Vlasveld", "9999HJ", "9999 HJ", cast.NADINE.mail, "850000161")
LEEG = {"nummeraanduidingId": "", "adresregel1": "", "adresregel2": "", "adresregel3": "", "huisnummertoevoeging": ""}
ELDERS = LEEG | {"straatnaam": "Elders", "huisnummer": 1, "postcode": "9999 ZZ", "stad": "Waterdam", "land": "NL"}


@pytest.fixture
def dief() -> Beller:
    """Software that keeps customers, under a purpose without the right to secret addresses."""
    return Beller(TOKEN)


def shown(dief: Beller, *partijen: UUID) -> set[str]:
    """Which secrets the software can read now, one by one, in lists and by searching."""
    paden = [f"partijen/{p}" for p in partijen] + [
        "partijen",
        "digitaleadressen",
        "betrokkenen",
        "vertegenwoordigingen",
    ]
    bodies = [dief.get(pad).lichaam.decode() for pad in paden]
    bodies.append(dief.get(f"{CG}digitaleadressen").lichaam.decode() if partijen else "")
    return {waarde for waarde in WAARDEN for body in bodies if waarde in body}


def test_a_secret_number_that_is_given_to_another_customer_comes_over_as_secret(dief: Beller) -> None:
    nadine, roos = import_klant(cast.NADINE), import_klant(cast.ROOS)
    for rij in alles(DigitaalAdres, partij_id=nadine):
        dief.patch(f"digitaleadressen/{rij.id}", {"verstrektDoorPartij": {"uuid": str(roos)}})
    assert {rij.geheim for rij in alles(DigitaalAdres, adres=cast.NADINE.mail)} == {True}
    assert shown(dief, nadine, roos) == set()


def test_also_when_it_comes_along_in_the_list_of_another_customer(dief: Beller) -> None:
    nadine, roos = import_klant(cast.NADINE), import_klant(cast.ROOS)
    mine = [{"uuid": str(rij.id)} for rij in alles(DigitaalAdres, partij_id=nadine)]
    dief.patch(f"partijen/{roos}", {"digitaleAdressen": mine})
    assert shown(dief, nadine, roos) == set()


def test_nothing_is_public_when_the_customer_is_removed(dief: Beller) -> None:
    nadine = import_klant(cast.NADINE)
    assert dief.delete(f"partijen/{nadine}").status == 204
    assert shown(dief, nadine) == set()


def test_ending_the_flag_is_refused_and_in_the_audit(dief: Beller) -> None:
    nadine = import_klant(cast.NADINE)
    for ends in (False, None):
        answer = dief.patch(f"partijen/{nadine}", {"indicatieGeheimhouding": ends})
        assert answer.status == 403, answer.json
    assert alles(Partij, partij_id=nadine)[0].indicatie_geheimhouding
    assert shown(dief, nadine) == set()
    assert "GEHEIM_ADRES" in {code for rij in alles(Audit, besluit=False) for code in rij.geweigerd.values()}


def test_moving_her_away_on_paper_does_not_show_where_her_house_mate_lives(dief: Beller) -> None:
    nadine, lot = import_klant(cast.NADINE), import_klant(cast.LOT)
    assert dief.patch(f"partijen/{nadine}", {"bezoekadres": ELDERS}).status == 200
    assert {rij.geheim for rij in alles(Adres, partij_id=lot)} == {True}
    assert dief.delete(f"partijen/{nadine}").status == 204
    assert shown(dief, nadine, lot) == set()


def test_a_relation_that_leads_to_her_cannot_be_turned_to_somebody_else(dief: Beller) -> None:
    nadine, _lot, roos = import_klant(cast.NADINE), import_klant(cast.LOT), import_klant(cast.ROOS)
    rijen = [rij for rij in alles(Vertegenwoordiging) if nadine in (rij.partij_id, rij.andere_partij_id)]
    assert rijen
    for rij in rijen:
        for kant in ("vertegenwoordigendePartij", "vertegenwoordigdePartij"):
            turned = dief.patch(f"vertegenwoordigingen/{rij.id}", {kant: {"uuid": str(roos)}})
            assert turned.status == 404
    assert shown(dief, nadine, roos) == set()


def test_an_address_given_in_a_contact_stays_secret_with_whoever_the_contact_goes_to(dief: Beller) -> None:
    nadine, _reden = met_vraag(cast.NADINE)
    roos = import_klant(cast.ROOS)
    contact = dief.maak(
        "klantcontacten",
        {"kanaal": "balie", "onderwerp": "Vraag", "taal": "nld", "vertrouwelijk": False},
    )
    wie = dief.maak(
        "betrokkenen",
        {
            "hadKlantcontact": {"uuid": contact["uuid"]},
            "wasPartij": {"uuid": str(nadine)},
            "rol": "klant",
            "initiator": True,
            "bezoekadres": LEEG
            | {"straatnaam": "Vlasveld", "huisnummer": 61, "postcode": "9999 HJ", "stad": "Waterdam", "land": "NL"},
        },
    )
    assert shown(dief, nadine) == set()  # only the answer to who gave it repeats what was given
    moved = dief.patch(f"betrokkenen/{wie['uuid']}", {"wasPartij": {"uuid": str(roos)}})
    assert moved.status == 200
    assert "Vlasveld" not in moved.lichaam.decode()
    assert shown(dief, nadine, roos) == set()


def test_a_purpose_that_may_see_it_ends_it_for_the_whole_house() -> None:
    nadine, lot = import_klant(cast.NADINE), import_klant(cast.LOT)
    open_(token(partijen=None, geheim=True, schrijven=[3], bronnen="{" + ",".join(map(str, range(1, 60))) + "}"))
    sql("UPDATE partij SET indicatie_geheimhouding = false WHERE partij_id = %s", nadine)
    assert {rij.geheim for wie in (nadine, lot) for rij in alles(Adres, partij_id=wie)} == {False}


def test_a_purpose_that_may_not_ends_nothing_also_past_our_own_commands() -> None:
    nadine, lot = import_klant(cast.NADINE), import_klant(cast.LOT)
    alle = "{" + ",".join(map(str, range(1, 60))) + "}"
    open_(token(partijen=None, blind=True, schrijven=[3], bronnen=alle))
    sql("UPDATE partij SET indicatie_geheimhouding = false WHERE partij_id = %s", nadine)
    assert {rij.geheim for wie in (nadine, lot) for rij in alles(Adres, partij_id=wie)} == {True}
