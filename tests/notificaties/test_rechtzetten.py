"""An application that read a value which was corrected gets a notification, whatever its filters (GDPR, article 19)."""

from __future__ import annotations

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen.queries import te_verbeteren
from geholpen.domain.rechten.commands import Deel, NieuwVerzoek, doe_verzoek
from geholpen.domain.rechten.queries import verbetering_bij
from tests import bed, cast
from tests.rechten.verzoek import grant, run_jobs

READ = "/klantinteracties/api/v1/partijen/"


def _corrected(db, partij_id):
    """The first name is another one, as the customer asked."""
    nu = next(v for v in te_verbeteren(bed.klant(partij_id), partij_id) if v.veld == "naam")
    nieuw = NieuwVerzoek("correctie", "", veld="naam", waarden={**nu.waarden, "voornaam": "Sam"})
    id = doe_verzoek(bed.klant(partij_id), partij_id, nieuw)
    grant(partij_id, id, delen=(Deel(G.NAAM, "toegewezen"),))
    run_jobs(db, "voer_besluit_uit")
    run_jobs(db, "vertel_verbetering")
    return id


def _stand(partij_id, id) -> dict[str, str]:
    found = verbetering_bij(bed.klant(partij_id), partij_id, id)
    assert found is not None
    return {m.naam: m.stand for m in found.mededelingen if m.soort == "applicatie"}


def test_it_is_followed_until_the_receiver_has_it(echte_stad, client, ander, subscribe, deliver, twin, beheer):
    samira = echte_stad.stad.partij_id("samira")
    assert client.get(f"{READ}{samira}").status == 200
    subscribe(kanalen=[{"naam": "partijen", "filters": {"nummer": "0000000001"}}])
    id = _corrected(beheer, samira)
    assert _stand(samira, id) == {"Zaaksysteem": "wacht"}  # the other one never read it
    deliver()
    assert run_jobs(beheer, "vertel_verbetering") == 1
    assert _stand(samira, id) == {"Zaaksysteem": "verteld"}
    assert run_jobs(beheer, "vertel_verbetering") == 0
    gekregen = [b.json for b in twin.op("ontvangt") if str(samira) in str(b.json)]
    assert len(gekregen) == 1
    assert cast.SAMIRA.naam.voornaam not in str(gekregen)


def test_without_a_subscription_a_person_tells_it(echte_stad, client, beheer):
    samira = echte_stad.stad.partij_id("samira")
    client.get(f"{READ}{samira}")
    assert _stand(samira, _corrected(beheer, samira)) == {"Zaaksysteem": "onmogelijk"}


def test_a_receiver_that_refuses_is_said_to_have_refused(echte_stad, client, subscribe, deliver, beheer):
    samira = echte_stad.stad.partij_id("samira")
    client.get(f"{READ}{samira}")
    subscribe()
    id = _corrected(beheer, samira)
    beheer.execute("UPDATE notificatie SET staat = 'opgegeven', fout = 'TE_LAAT', geeindigd_op = now()")
    run_jobs(beheer, "vertel_verbetering")
    assert _stand(samira, id) == {"Zaaksysteem": "mislukt"}
