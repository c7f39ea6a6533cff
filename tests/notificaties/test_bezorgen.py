"""A change reaches whoever subscribed: signed, once, in order, whatever other receivers do."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from uuid import UUID

from django.db import connection, connections
from django.utils import timezone

from geholpen.domain.notificaties import bezorgen, commands, ritme, tasks
from geholpen.domain.notificaties.models import Abonnement, Notificatie
from geholpen.domain.notificaties.queries import voorraad
from geholpen.platform import outbound
from geholpen.platform.context import system
from geholpen.platform.tasks import run_now
from tests import bed, cast


def test_a_change_is_told_in_the_form_of_the_contract(client, twin, subscribe, deliver):
    made = subscribe()
    contact = client.maak(
        "klantcontacten", {"kanaal": "balie", "onderwerp": "Zegt de naam Jansen", "taal": "nld", "vertrouwelijk": False}
    )
    deliver()
    (came,) = twin.op("ontvangt")
    url = f"http://localhost:8000/klantinteracties/api/v1/klantcontacten/{contact['uuid']}"
    assert came.json == {
        "kanaal": "klantcontacten",
        "hoofdObject": url,
        "resource": "klantcontact",
        "resourceUrl": url,
        "actie": "create",
        "aanmaakdatum": came.json["aanmaakdatum"],
        "kenmerken": {"hoofdOnderwerpType": "", "indicatieContactGelukt": "", "verdereActieOndernomen": "false"},
    }
    assert came.koppen["authorization"] == "Bearer proef"
    assert came.signed_with(made["ondertekeningsgeheim"])
    assert not came.signed_with("whsec_" + "A" * 43 + "=")
    assert "Jansen" not in came.lichaam.decode()


CONTACT = {"kanaal": "balie", "onderwerp": "x", "taal": "nld", "vertrouwelijk": False}


def _id(made) -> UUID:
    return UUID(made["url"].rpartition("/")[2])


def _rows(made) -> list[Notificatie]:
    return list(Notificatie.objects.filter(abonnement_id=_id(made)).order_by("id"))


def _let_time_pass(made) -> None:
    """Retries are due and rests are over."""
    Notificatie.objects.filter(abonnement_id=_id(made), staat="wacht").update(volgende_op=timezone.now())
    Abonnement.objects.filter(id=_id(made)).update(rust_tot=None)
    outbound.forget()


def test_a_receiver_that_fails_or_hangs_does_not_stop_another(client, twin, subscribe, deliver):
    made = {pad: subscribe(pad) for pad in ("hangt", "faalt", "ontvangt")}
    for _ in range(5):
        client.maak("klantcontacten", CONTACT)
    deliver()
    assert len(twin.op("ontvangt")) == 5
    assert {r.staat for r in _rows(made["ontvangt"])} == {"bezorgd"}
    for pad, code in (("hangt", "TE_LANG"), ("faalt", "HTTP")):
        rows = _rows(made[pad])
        assert {r.staat for r in rows} == {"wacht"}
        tried = [r for r in rows if r.pogingen]
        assert len(tried) == 3  # then it is left alone
        assert {r.fout for r in tried} == {code}
        abonnement = Abonnement.objects.get(id=_id(made[pad]))
        assert abonnement.rust_tot > timezone.now()
        assert (abonnement.laatste_fout, abonnement.mislukt_achtereen) == (code, 3)
    assert voorraad().in_rust == 2


def test_the_worker_lets_a_hanging_receiver_take_no_place_of_another(client, twin, subscribe, deliver):
    """The rounds run beside each other, as jobs of the worker: who answers has everything before who hangs gives up."""
    subscribe("hangt")
    subscribe()
    client.maak("klantcontacten", CONTACT)
    _plan_only(deliver)
    assert tasks.wake() == 2
    assert tasks.wake() == 0  # a round that waits is not planned twice
    with connection.cursor() as cursor:
        cursor.execute("SELECT queue_name, lock, args->>'abonnement_id' FROM procrastinate_jobs ORDER BY id")
        jobs = cursor.fetchall()
    assert {q for q, _, _ in jobs} == {"uitgaand"}
    assert len({lock for _, lock, _ in jobs}) == 2
    threads = [threading.Thread(target=_run, args=(id,)) for _, _, id in jobs]
    for thread in threads:
        thread.start()
    until = time.monotonic() + 20
    while not twin.op("ontvangt") and time.monotonic() < until:
        time.sleep(0.05)
    assert twin.op("ontvangt")
    assert any(t.is_alive() for t in threads)  # the other one still waits for its answer
    twin.gestopt.set()
    for thread in threads:
        thread.join()


def _plan_only(deliver) -> None:
    """Messages planned, none sent."""
    Abonnement.objects.update(rust_tot=timezone.now() + timedelta(hours=1))
    deliver()
    Abonnement.objects.update(rust_tot=None)


def _run(id: str) -> None:
    try:
        run_now(tasks.RONDE, system("notificaties"), abonnement_id=id)
    finally:
        connections.close_all()


def test_what_failed_is_tried_again_with_the_same_id_until_it_arrives(client, twin, subscribe, deliver):
    made = subscribe("faalt")
    client.maak("klantcontacten", CONTACT)
    deliver()
    (row,) = _rows(made)
    assert (row.staat, row.pogingen, row.status) == ("wacht", 1, 500)
    assert row.volgende_op > timezone.now()
    deliver()
    assert len([o for o in twin.binnen if o.pad == "faalt"]) == 1  # not before its time
    twin.antwoorden["faalt"] = 204
    _let_time_pass(made)
    deliver()
    (row,) = _rows(made)
    assert (row.staat, row.pogingen, row.fout) == ("bezorgd", 2, "")
    came = [o for o in twin.binnen if o.pad == "faalt"]
    assert len({o.id for o in came}) == 1
    assert came[0].lichaam == came[1].lichaam


def test_it_is_given_up_after_a_day_and_can_be_sent_again(client, twin, subscribe, deliver):
    made = subscribe("weigert")
    client.maak("klantcontacten", CONTACT)
    for _ in range(len(ritme.WACHT) + 1):
        deliver()
        _let_time_pass(made)
    (row,) = _rows(made)
    assert (row.staat, row.pogingen, row.status) == ("opgegeven", 8, 400)
    assert row.geeindigd_op
    deliver()
    assert len(twin.op("weigert")) == 1
    assert len([o for o in twin.binnen if o.pad == "weigert"]) == 8
    twin.antwoorden["weigert"] = 204
    ctx = bed.medewerker(cast.ANNEKE.code, "beheer")
    commands.resend_notificatie(ctx, _id(made), row.id)
    commands.resend_notificatie(ctx, _id(made), row.id)  # twice is once
    deliver()
    old, new = _rows(made)
    assert (old.staat, new.staat, new.beurt) == ("opgegeven", "bezorgd", 2)
    assert new.bericht_id == old.bericht_id
    assert sum((w for w in ritme.WACHT), timedelta()) < timedelta(hours=24)


def test_a_message_that_is_refused_does_not_hold_up_other_contacts(client, twin, subscribe, deliver):
    made = subscribe("weigert")
    first, second = client.maak("klantcontacten", CONTACT), client.maak("klantcontacten", CONTACT)
    client.patch(f"klantcontacten/{first['uuid']}", {"onderwerp": "y"})
    deliver()
    tried = [(str(r.hoofd_id), r.pogingen) for r in _rows(made)]
    assert tried == [(first["uuid"], 1), (second["uuid"], 1), (first["uuid"], 0)]  # its own order is kept
    assert bezorgen.awake() == []  # what waits for its turn is no work
    assert voorraad().oudste_wachtend is None
    assert Abonnement.objects.get(id=_id(made)).rust_tot is None
    twin.antwoorden["weigert"] = 204
    twin.binnen.clear()
    _let_time_pass(made)
    deliver()
    actions = [o.json["actie"] for o in twin.binnen if o.json["hoofdObject"].endswith(first["uuid"])]
    assert actions == ["create", "partial_update"]


def test_a_receiver_that_is_busy_is_left_alone_as_long_as_it_asks(client, subscribe, deliver):
    made = subscribe("druk")
    client.maak("klantcontacten", CONTACT)
    client.maak("klantcontacten", CONTACT)
    deliver()
    first, second = _rows(made)
    assert (first.pogingen, first.status, second.pogingen) == (1, 429, 0)
    left = Abonnement.objects.get(id=_id(made)).rust_tot - timezone.now()
    assert timedelta(seconds=0) < left <= timedelta(seconds=7)


def test_a_receiver_that_is_gone_is_paused(client, subscribe, deliver):
    made = subscribe("weg")
    client.maak("klantcontacten", CONTACT)
    deliver()
    assert Abonnement.objects.get(id=_id(made)).stand == "gepauzeerd"


def test_what_happens_during_a_pause_waits(client, twin, subscribe, deliver):
    made, ctx = subscribe(), bed.medewerker(cast.ANNEKE.code, "beheer")
    commands.pause_abonnement(ctx, _id(made))
    client.maak("klantcontacten", CONTACT)
    deliver()
    Notificatie.objects.update(uiterlijk_op=timezone.now() - timedelta(days=2))
    tasks.clean()
    assert twin.op("ontvangt") == []
    commands.resume_abonnement(ctx, _id(made))
    deliver()
    assert len(twin.op("ontvangt")) == 1


def test_what_nobody_could_bring_in_a_day_is_given_up(client, subscribe, deliver):
    made = subscribe("faalt")
    client.maak("klantcontacten", CONTACT)
    deliver()
    Notificatie.objects.update(uiterlijk_op=timezone.now() - timedelta(seconds=1))
    tasks.clean()
    (row,) = _rows(made)
    assert row.staat == "opgegeven"
    assert voorraad().opgegeven == 1


def test_what_ended_is_removed_after_a_while(client, twin, subscribe, deliver):
    made = subscribe()
    for _ in range(2):
        client.maak("klantcontacten", CONTACT)
    deliver()
    first, second = _rows(made)
    old = timezone.now() - timedelta(days=8)
    Notificatie.objects.filter(id=first.id).update(geeindigd_op=old)
    Notificatie.objects.filter(id=second.id).update(geeindigd_op=old, staat="opgegeven")
    assert tasks.clean() == 1
    Notificatie.objects.update(geeindigd_op=timezone.now() - timedelta(days=61))
    assert tasks.clean() == 1
    assert _rows(made) == []


def test_a_round_that_died_after_sending_sends_a_copy_that_is_known_by_its_id(client, twin, subscribe, deliver):
    subscribe()
    client.maak("klantcontacten", CONTACT)
    deliver()
    Notificatie.objects.update(staat="wacht", geeindigd_op=None)  # the outcome was never booked
    deliver()
    assert len([o for o in twin.binnen if o.json["kanaal"] != "test"]) == 2
    assert len(twin.op("ontvangt")) == 1


def test_without_an_address_of_our_own_nothing_is_planned(client, subscribe, deliver, settings):
    made = subscribe()
    settings.ADRES = ""
    client.maak("klantcontacten", CONTACT)
    deliver()
    assert _rows(made) == []
