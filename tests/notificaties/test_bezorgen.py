"""A change reaches whoever subscribed: through the interface, the desk and the mail; signed, once, in order."""

from __future__ import annotations




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
