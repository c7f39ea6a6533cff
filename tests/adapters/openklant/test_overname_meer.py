"""Taking over from a source that grows, shrinks, fails, changes and is stopped half-way."""

from __future__ import annotations

from uuid import UUID

import pytest

from geholpen.adapters.koppelingen.openklant import overname
from geholpen.adapters.koppelingen.openklant.bron import Bron
from geholpen.adapters.koppelingen.openklant.twin import Storing
from geholpen.adapters.koppelingen.openklant.verslag import markdown
from geholpen.domain.partijen.versleuteling import decrypt
from tests.adapters.openklant.gemeente import (
    VESTIGING,
    adres,
    betrokkene,
    contact,
    key,
    nummer,
    partij,
    ref,
    taak,
)
from tests.adapters.openklant.uitkomst import aantallen, regel

pytestmark = pytest.mark.slow


def test_the_order_of_lists_is_that_of_the_source(neem_over, twin, api):
    twin.add("partijen", *(partij(f"p{nr}") for nr in range(7)))
    neem_over(grootte=2)
    there = [record["uuid"] for record in reversed(twin.records["partijen"])]
    assert api.get("partijen", {"pageSize": 500}).uuids == there


def test_a_contact_is_with_who_spoke_for_themselves_and_it_is_said_that_there_were_more(neem_over, rijen):
    verslag = neem_over()
    assert rijen("SELECT partij_id FROM klantcontact WHERE id = %s", key("eerste")) == [(UUID(key("pip")),)]
    ((id, tekst),) = regel(verslag, "klantcontacten").opmerkingen
    assert id == key("eerste")
    assert "2 partijen" in tekst


def test_what_was_said_before_is_closed_and_what_was_promised_is_open(neem_over, rijen):
    neem_over()
    status = dict(rijen("SELECT k.id::text, v.status FROM klantcontact k JOIN klantvraag v ON v.id = k.klantvraag_id"))
    assert status == {
        key("eerste"): "afgehandeld",
        key("belofte"): "in_behandeling",
        key("van niemand"): "afgehandeld",
    }
    ((open_, gegeven),) = rijen(
        "SELECT status, toegewezen_op::text FROM interne_taak WHERE id = %s", key("terugbellen")
    )
    assert (open_, gegeven[:10]) == ("te_verwerken", "2024-03-01")


def test_a_bsn_is_sealed_and_the_customer_is_found_by_it(neem_over, rijen):
    neem_over()
    ((partij_id, sealed),) = rijen("SELECT partij_id, versleuteld FROM burgerservicenummer")
    assert decrypt(bytes(sealed), partij_id) == "999990019"
    assert rijen("SELECT count(*) > 1 FROM partij_opzoek WHERE partij_id = %s", key("pip")) == [(True,)]


def test_a_second_time_picks_up_what_changed_and_what_is_new(neem_over, twin, api):
    neem_over()
    pip = twin.records["partijen"][0]
    twin.records["partijen"][0] = pip | {"interneNotitie": "Verhuisd", "voorkeurstaal": "eng"}
    twin.records["digitaleadressen"][0] |= {"adres": "nieuw@voorbeeld.example"}
    twin.records["klantcontacten"][0] |= {"inhoud": "Aangevuld"}
    twin.records["betrokkenen"][3] |= {"wasPartij": ref("pip")}
    twin.records["internetaken"][0] |= {"status": "verwerkt", "afgehandeldOp": "2024-06-02T10:00:00Z"}
    twin.add("partijen", partij("later"))
    verslag = neem_over()
    assert verslag.klopt, markdown(verslag)
    assert api.get(f"partijen/{key('pip')}").json["interneNotitie"] == "Verhuisd"
    assert api.get(f"digitaleadressen/{key('mail')}").json["adres"] == "nieuw@voorbeeld.example"
    assert api.get(f"klantcontacten/{key('eerste')}").json["inhoud"] == "Aangevuld"
    assert api.get(f"betrokkenen/{key('onbekend')}").json["wasPartij"]["uuid"] == key("pip")
    assert api.get(f"internetaken/{key('terugbellen')}").json["status"] == "verwerkt"
    assert api.get("partijen").json["count"] == 5


def test_what_is_gone_at_the_source_stays_here_and_is_reported(neem_over, twin, api):
    neem_over()
    twin.records["rekeningnummers"].clear()
    verslag = neem_over()
    assert regel(verslag, "rekeningnummers").verdwenen == [key("iban")]
    assert api.get(f"rekeningnummers/{key('iban')}").status == 200


def test_what_was_refused_is_offered_again_when_the_source_mends_it(neem_over, twin, api):
    twin.add("partijen", partij("dier", soortPartij="dier"))
    twin.add("betrokkenen", betrokkene("hoort bij gif", "van niemand", "dier"))
    assert not neem_over().klopt
    twin.records["partijen"][-1] |= {"soortPartij": "persoon"}
    verslag = neem_over()
    assert verslag.klopt, markdown(verslag)
    assert api.get(f"betrokkenen/{key('hoort bij gif')}").json["wasPartij"]["uuid"] == key("dier")


def test_children_before_their_parents_are_placed_all_the_same(neem_over, twin):
    first = nummer("kind", "bea", VESTIGING, "900000003333", "kvk")
    twin.records["partij-identificatoren"].insert(0, first)
    assert neem_over(grootte=1).klopt


def test_a_number_that_is_taken_is_left_out_and_that_is_said(neem_over, twin, rijen):
    twin.add("klantcontacten", contact("zelfde nummer", referentienummer="0000000001"))
    verslag = neem_over()
    assert verslag.klopt
    assert key("zelfde nummer") in dict(regel(verslag, "klantcontacten").opmerkingen)
    assert rijen("SELECT referentienummer FROM klantcontact WHERE id = %s", key("zelfde nummer")) == [("",)]


def test_a_source_that_grows_while_it_is_read_loses_nothing(neem_over, twin):
    def grow(resource: str, page: int) -> None:
        if resource == "klantcontacten" and len(twin.records[resource]) < 40:
            twin.add(resource, contact(f"nieuw {len(twin.records[resource])}"))
            twin.records[resource].insert(2, contact(f"oud {len(twin.records[resource])}"))

    twin.storing = Storing(tussendoor=grow)
    verslag = neem_over(grootte=3)
    assert verslag.klopt, markdown(verslag)
    assert regel(verslag, "klantcontacten").hier == len(twin.records["klantcontacten"])


def test_a_source_that_shrinks_while_it_is_read_loses_nothing_that_is_left(neem_over, twin):
    twin.add("klantcontacten", *(contact(f"c{nr}") for nr in range(20)))

    def shrink(resource: str, page: int) -> None:
        if resource == "klantcontacten" and page == 2 and len(twin.records[resource]) > 18:
            del twin.records[resource][-2:]

    twin.storing = Storing(tussendoor=shrink)
    neem_over(grootte=5)
    verslag = neem_over(grootte=5)
    assert regel(verslag, "klantcontacten").hier >= len(twin.records["klantcontacten"])


def test_a_source_that_fails_now_and_then_and_a_record_it_cannot_give(neem_over, twin):
    twin.storing = Storing(elke=5, status=503, kapotte_plek=("digitaleadressen", 0))
    verslag = neem_over()
    stukje = regel(verslag, "digitaleadressen")
    assert stukje.hier == 2
    assert len(stukje.onleesbaar) == 1
    assert all(r.klopt for r in verslag.regels if r is not stukje)
    twin.storing = Storing()
    assert neem_over().klopt


def test_stopped_in_the_middle_it_goes_on_where_it_was(neem_over, twin, rijen):
    twin.add("klantcontacten", *(contact(f"c{nr}") for nr in range(30)))

    class Stop(Exception):
        pass

    def melden(text: str) -> None:
        if text.startswith("klantcontacten: 20"):
            raise Stop

    with pytest.raises(Stop):
        neem_over(grootte=10, melden=melden)
    read_before = len(twin.vragen)
    assert rijen("SELECT bladzijde FROM overname_stand WHERE resource = 'klantcontacten'") == [(3,)]
    assert neem_over(grootte=10).klopt
    again = [vraag for vraag in twin.vragen[read_before:] if "/partijen" in vraag]
    assert not again, "what was read to its end is not read again"


def test_what_was_received_is_sealed_and_goes_when_it_is_confirmed(neem_over, twin, rijen):
    neem_over()
    ruw = b"".join(bytes(r) for (r,) in rijen("SELECT ruw FROM overname_record"))
    assert ruw
    for secret in (b"999990019", b"Belt graag laat", b"pip@voorbeeld.example"):
        assert secret not in ruw
    assert overname.confirm(twin.url, lambda _t: None)
    assert rijen("SELECT count(*) FROM overname_record") == [(0,)]
    assert not overname.confirm(twin.url, lambda _t: None)
    assert rijen("SELECT count(*) FROM partij WHERE soort_partij <> 'onbekend'") == [(4,)]


def test_after_confirming_it_can_be_taken_over_once_more(neem_over, twin, rijen):
    neem_over()
    overname.confirm(twin.url, lambda _t: None)
    assert neem_over().klopt
    assert rijen("SELECT count(*) FROM klantcontact") == [(3,)]


def test_a_trial_tells_the_same_and_writes_nothing(neem_over, twin, rijen):
    twin.add("partijen", partij("dier", soortPartij="dier"))
    twin.add("betrokkenen", betrokkene("van nergens", "bestaat niet", None))
    bron = Bron(twin.url, twin.token, per_seconde=0)
    verslag = overname.trial(bron, 500, lambda _t: None)
    bron.close()
    assert not verslag.klopt
    assert dict(regel(verslag, "betrokkenen").geweigerd) == {
        key("van nergens"): "het verwijst naar klantcontacten die de bron niet gaf"
    }
    assert aantallen(verslag)["digitaleadressen"] == (3, 3)
    for table in ("overname", "overname_record", "partij", "klantcontact"):
        assert rijen(f"SELECT count(*) FROM {table}") == [(0,)]


def test_the_report_names_nobody(neem_over, twin):
    twin.add("digitaleadressen", adres("raar", "geen adres maar een naam: Pip"))
    twin.add("internetaken", taak("zonder contact", "bestaat niet"))
    text = markdown(neem_over())
    for naam in ("Pip", "Dam", "Bakkerij", "voorbeeld.example", "Kade"):
        assert naam not in text
    assert key("zonder contact") in text
