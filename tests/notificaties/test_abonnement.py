"""Subscriptions over the interface, in the form of Open Notificaties."""

from __future__ import annotations

import pytest

from geholpen.domain.notificaties.models import Abonnement
from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.models import ApplicatieToken
from tests.notificaties.conftest import ALLES, NC

LEEG = {"sendCloudevents": False, "cloudeventFilters": []}


def test_the_kanalen_are_those_of_our_interface(client):
    found = client.get(f"{NC}kanaal")
    assert found.status == 200
    assert [(k["naam"], k["filters"]) for k in found.json] == [
        ("internetaken", ["nummer", "status"]),
        ("klantcontacten", ["hoofdOnderwerpType", "indicatieContactGelukt", "verdereActieOndernomen"]),
        ("partijen", ["nummer", "soortPartij"]),
    ]
    first = client.get(found.json[0]["url"])
    assert first.json == found.json[0]
    assert [k["naam"] for k in client.get(f"{NC}kanaal", {"naam": "partijen"}).json] == ["partijen"]
    assert client.post(f"{NC}kanaal", {"naam": "eigen"}).status == 405


def test_a_subscription_through_its_life(client, twin):
    given = {"callbackUrl": twin.adres("ontvangt"), "auth": twin.auth, "kanalen": ALLES}
    answer = client.post(f"{NC}abonnement", given)
    assert answer.status == 201
    assert answer.koppen["Location"] == answer.json["url"]
    assert answer.koppen["API-version"] == "1.0.0"
    geheim = answer.json.pop("ondertekeningsgeheim")
    assert geheim.startswith("whsec_")
    kanalen = [{"naam": k["naam"], "filters": {}} for k in ALLES]
    url = answer.json["url"]
    assert answer.json == {"url": url, "callbackUrl": given["callbackUrl"], "kanalen": kanalen, **LEEG}
    (trial,) = twin.binnen
    assert trial.json["kanaal"] == "test"
    assert trial.signed_with(geheim)
    assert client.get(f"{NC}abonnement").json == [answer.json]
    assert client.get(url).json == answer.json
    een = [{"naam": "partijen", "filters": {"soortPartij": "persoon"}}]
    assert client.patch(url, {"kanalen": een}).json["kanalen"] == een
    put = {**given, "kanalen": een, "sendCloudevents": True}
    assert client.put(url, put).json["sendCloudevents"] is True
    assert client.delete(url).status == 204
    assert client.get(url).status == 404
    assert client.get(f"{NC}abonnement").json == []
    assert client.delete(url).status == 404


def test_the_secrets_are_kept_sealed(client, subscribe):
    made = subscribe()
    row = Abonnement.objects.get()
    assert b"proef" not in bytes(row.auth)
    assert made["ondertekeningsgeheim"].encode() not in bytes(row.geheim)
    subscribe()
    client.delete(made["url"])
    row.refresh_from_db()
    assert (bytes(row.auth), bytes(row.geheim)) == (b"", b"")


def test_another_application_does_not_see_it(ander, subscribe):
    made = subscribe()
    assert ander.get(f"{NC}abonnement").json == []
    assert ander.get(made["url"]).status == 404
    assert ander.patch(made["url"], {"kanalen": ALLES}).status == 404
    assert ander.delete(made["url"]).status == 404


def test_a_token_that_may_only_read_subscribes_to_nothing(client, twin, subscribe):
    made = subscribe()
    ApplicatieToken.objects.update(mag_schrijven=False)
    applicaties.forget()
    twin.binnen.clear()
    given = {"callbackUrl": twin.adres("ontvangt"), "auth": twin.auth, "kanalen": ALLES}
    assert client.post(f"{NC}abonnement", given).status == 403
    assert client.patch(made["url"], given).status == 403
    assert client.delete(made["url"]).status == 403
    assert client.get(made["url"]).status == 200
    assert twin.binnen == []  # nobody is called for whoever may not ask it


@pytest.mark.parametrize("pad", ["weigert", "faalt", "stuurt-door", "nergens"])
def test_a_receiver_that_does_not_take_our_message_is_refused(client, twin, pad):
    answer = client.post(f"{NC}abonnement", {"callbackUrl": twin.adres(pad), "auth": twin.auth, "kanalen": ALLES})
    assert (answer.status, answer.fouten["nonFieldErrors"][0]) == (400, "invalid-callback-url")
    assert client.get(f"{NC}abonnement").json == []


def test_a_receiver_that_wants_another_name_is_refused(client, twin):
    answer = client.post(f"{NC}abonnement", {"callbackUrl": twin.adres("ontvangt"), "auth": "x", "kanalen": ALLES})
    assert answer.fouten["nonFieldErrors"][0] == "invalid-callback-url"


def test_a_change_to_a_receiver_that_does_not_take_it_changes_nothing(client, twin, subscribe):
    made = subscribe()
    answer = client.patch(made["url"], {"callbackUrl": twin.adres("faalt")})
    assert (answer.status, answer.fouten["nonFieldErrors"][0]) == (400, "invalid-callback-url")
    assert client.get(made["url"]).json["callbackUrl"] == twin.adres("ontvangt")


@pytest.mark.parametrize("adres", ["http://10.0.0.1/x", "https://169.254.169.254/", "ftp://x.example/", "geen adres"])
def test_an_address_inside_our_walls_is_refused(client, adres):
    answer = client.post(f"{NC}abonnement", {"callbackUrl": adres, "auth": "", "kanalen": ALLES})
    assert (answer.status, answer.fouten["callbackUrl"][0]) == (400, "invalid-callback-url")


@pytest.mark.parametrize(
    ("wijzig", "naam", "code"),
    [
        ({"callbackUrl": None}, "callbackUrl", "null"),
        ({"auth": "a\r\nX-Eigen: 1"}, "auth", "invalid"),
        ({"auth": "wachtwoörd"}, "auth", "invalid"),
        ({"kanalen": []}, "kanalen", "required"),
        ({"kanalen": [{"naam": "zaken"}]}, "kanalen.0.naam", "kanaal_naam"),
        ({"kanalen": [{"filters": {}}]}, "kanalen.0.naam", "required"),
        (
            {"kanalen": [{"naam": "partijen", "filters": {"interneNotitie": "x"}}]},
            "kanalen.0.filters",
            "inconsistent-abonnement-filters",
        ),
        ({"sendCloudevents": "misschien"}, "sendCloudevents", "invalid"),
    ],
)
def test_what_cannot_be(client, twin, wijzig, naam, code):
    given = {"callbackUrl": twin.adres("ontvangt"), "auth": twin.auth, "kanalen": ALLES, **wijzig}
    answer = client.post(f"{NC}abonnement", given)
    assert answer.status == 400
    assert answer.fouten[naam][0] == code
    assert twin.binnen == []


def test_without_a_token_there_is_nothing(client):
    client.token = ""
    assert client.get(f"{NC}abonnement").status == 401
    assert client.get(f"{NC}kanaal").status == 401
    assert set(client.get(NC).json) == {"abonnement", "kanaal"}


def test_the_interface_describes_itself(client):
    paths = client.get(f"{NC}openapi.json").json
    assert set(paths["paths"]) == {"/abonnement", "/abonnement/{uuid}", "/kanaal", "/kanaal/{uuid}"}
    abonnement = paths["components"]["schemas"]["Abonnement"]
    assert abonnement["properties"]["auth"]["writeOnly"] is True
    assert set(abonnement["required"]) == {"auth", "callbackUrl", "url"}
