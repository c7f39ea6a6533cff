"""Records of the source in our words: what is sure is translated, what is not is refused with its reason."""

from __future__ import annotations

from uuid import UUID

import orjson
import pytest

from geholpen.adapters.koppelingen.openklant.records import essence, received, translate
from geholpen.adapters.koppelingen.openklant.vertaald import Onplaatsbaar
from tests.adapters.openklant.gemeente import OBJECT, adres, betrokkene, contact, key, nummer, partij, ref, taak


def _codes(objecttype: str, register: str, soort: str, waarde: str):
    uit = translate("partij-identificatoren", nummer("n", None, (objecttype, register, soort), waarde))
    groep = uit.velden["partij_identificator"]
    return groep["code_register"], groep["code_objecttype"], groep["code_soort_object_id"], uit.opmerkingen


@pytest.mark.parametrize(
    ("oud", "waarde", "nieuw"),
    [
        (("inp", "brp", "bsn"), "999990019", ("brp", "natuurlijk_persoon", "bsn")),
        (("nnp", "kvk", "kvk"), "90001111", ("hr", "niet_natuurlijk_persoon", "kvk_nummer")),
        (("nnp", "hr", "rsin"), "999990019", ("hr", "niet_natuurlijk_persoon", "rsin")),
        (("vtn", "hr", "vtn"), "900000001111", ("hr", "vestiging", "vestigingsnummer")),
    ],
)
def test_codes_of_before_2_6_are_translated_and_it_is_said(oud, waarde, nieuw):
    *codes, opmerkingen = _codes(*oud, waarde)
    assert tuple(codes) == nieuw
    assert "oude codes" in opmerkingen[0]


def test_codes_of_now_stay_as_they_are():
    assert _codes("natuurlijk_persoon", "brp", "bsn", "999990019") == ("brp", "natuurlijk_persoon", "bsn", [])


@pytest.mark.parametrize(
    ("codes", "waarde"),
    [(("inp", "brp", "bsn"), "123456789"), (("nnp", "x", "eigen"), "90001111"), (("nnp", "hr", "kvk"), "9000")],
)
def test_codes_that_could_be_anything_are_refused_without_the_number(codes, waarde):
    with pytest.raises(Onplaatsbaar) as fout:
        _codes(*codes, waarde)
    assert waarde not in str(fout.value)


@pytest.mark.parametrize(
    ("resource", "record", "woord"),
    [
        ("partijen", partij("p", soortPartij="dier"), "soortPartij"),
        ("digitaleadressen", adres("a", "", "email"), "adres"),
        ("digitaleadressen", adres("a", "x", "duif"), "soortDigitaalAdres"),
        ("klantcontacten", contact("c", "gisteren"), "plaatsgevondenOp"),
        ("klantcontacten", contact("c", metadata={"a": {"b": 1}}), "metadata"),
        ("betrokkenen", betrokkene("b", "c", None, rol="buurman"), "rol"),
        ("betrokkenen", betrokkene("b", "c", None, hadKlantcontact=None), "hadKlantcontact"),
        ("internetaken", taak("t", "c", status="later"), "status"),
        ("partijen", ["geen", "record"], "groep"),
    ],
)
def test_what_makes_no_sense_is_refused_and_says_where(resource, record, woord):
    with pytest.raises(Onplaatsbaar, match=woord):
        translate(resource, record)


def test_an_address_of_rules_of_before_is_kept_with_a_remark():
    uit = translate("digitaleadressen", adres("a", "06-12345678", "telefoonnummer"))
    assert uit.velden["adres"] == "06-12345678"
    assert "regels van nu" in uit.opmerkingen[0]


def test_a_standard_address_of_nobody_is_no_standard():
    uit = translate("digitaleadressen", adres("a", "x@voorbeeld.example", isStandaardAdres=True))
    assert uit.velden["is_standaard_adres"] is False
    assert uit.opmerkingen


def test_an_empty_number_is_no_number():
    assert translate("internetaken", taak("t", "c", nummer="")).velden["nummer"] is None
    assert translate("partijen", partij("p", nummer="")).velden["nummer"] is None


def test_a_task_of_an_old_source_has_one_actor():
    record = taak("t", "c")
    del record["toegewezenAanActoren"]
    assert translate("internetaken", record).velden["toegewezen_aan_actoren"] == [UUID(key("actor"))]


def test_addresses_and_what_other_records_say_make_no_change():
    now = partij("p")
    later = now | {"url": "https://elders/p", "betrokkenen": [ref("b")], "digitaleAdressen": [ref("a")]}
    assert essence("partijen", now) == essence("partijen", later)
    assert essence("partijen", now) != essence("partijen", now | {"interneNotitie": "anders"})


def test_a_record_without_a_key_is_kept_as_it_came():
    one = received("partijen", 1, {"naam": "zonder uuid"})
    assert one.reden.startswith("Onleesbaar")
    assert orjson.loads(one.ruw) == {"naam": "zonder uuid"}
    assert received("partijen", 1, {"naam": "zonder uuid"}).id == one.id


def test_only_the_question_of_a_geholpen_brings_its_reference():
    codes = {"codeObjecttype": "klantvraag", "codeRegister": "geholpen", "codeSoortObjectId": "kenmerk"}
    own = {"uuid": key("c"), "klantcontact": ref("c"), "wasKlantcontact": None}
    with_reference = own | {"onderwerpobjectidentificator": codes | {"objectId": "WD-2345-6789"}}
    assert received("onderwerpobjecten", 1, with_reference).groep == "WD-2345-6789"
    assert received("onderwerpobjecten", 1, with_reference | {"uuid": key("ander")}).groep == ""
    assert received("onderwerpobjecten", 1, own | {"onderwerpobjectidentificator": OBJECT}).groep == ""
