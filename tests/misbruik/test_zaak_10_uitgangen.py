"""Case 10: a field slips out through some exit. Whatever an activity is given, no exit shows what was not decided.

Activities are drawn at random; the values of a customer are looked for, as text, in everything that leaves.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.models import Dataverwerking
from geholpen.domain.doelbinding.regels import Activiteit
from geholpen.domain.doelbinding.register import Regels, Register, register
from geholpen.platform import tokens
from tests import cast
from tests.api.inzien import alles
from tests.api.oproep import Beller
from tests.faces_werkplek.bureau import plain

WIE = cast.SAMIRA
assert WIE.adres is not None and WIE.naam is not None
#: What of her belongs to which category, as it would be read; of every category that these exits show.
WAARDEN = {
    G.NAAM: [WIE.naam.achternaam],
    G.CONTACTADRESSEN: [WIE.telefoon],
    G.ADRES: [WIE.adres.straat, WIE.adres.postcode],
    G.BSN: [WIE.bsn],
    G.CONTACTINHOUD: ["auto van de thuiszorg"],
}


def only(activiteit: Activiteit, soorten: frozenset[int]) -> Activiteit:
    """The activity with no other categories than these, of those that hold values we look for."""
    gegevens = {s: r for s, r in activiteit.gegevens.items() if s not in WAARDEN or s in soorten}
    lezen = tokens.sources({s: r.bronnen for s, r in gegevens.items() if "lezen" in r.handelingen})
    return replace(activiteit, gegevens=gegevens, lees_bronnen=lezen)


def _narrowed(monkeypatch: pytest.MonkeyPatch, soorten: frozenset[int]) -> None:
    register.forget()
    now = register.nu()
    narrow = {nr: only(a, soorten) for nr, a in now.per_nummer.items()}
    rules = Regels(now.stand, narrow, {a.code: a for a in narrow.values()})
    monkeypatch.setattr(Register, "nu", lambda _self: rules)


def _exits(jolanda: Any, vraag: Any, koppeling: Beller) -> dict[str, str]:
    partij_id, klantvraag_id = vraag
    found = {
        "het scherm van de vraag": jolanda.client.get(f"/werkplek/vraag/{partij_id}/{klantvraag_id}/"),
        "het postvak": jolanda.client.get("/werkplek/"),
    }
    texts = {waar: plain(antwoord.content.decode()) for waar, antwoord in found.items()}
    calls = {
        "partijen": koppeling.get(f"partijen/{partij_id}", {"expand": "digitaleAdressen,betrokkenen"}),
        "partijen, lijst": koppeling.get("partijen", {"expand": "digitaleAdressen"}),
        "klantbeelden": koppeling.get(f"klantbeelden/{partij_id}"),
        "klantcontacten": koppeling.get("klantcontacten", {"expand": "hadBetrokkenen"}),
        "digitaleadressen": koppeling.get("digitaleadressen"),
        "partij-identificatoren": koppeling.get("partij-identificatoren"),
    }
    return texts | {waar: json.dumps(call.json, ensure_ascii=False) for waar, call in calls.items()}


def _given(partij_id: UUID) -> dict[UUID, int]:
    """Line of the log → the categories that it says were given of this customer, as bits."""
    return {line.id: line.soorten for line in alles(Dataverwerking, partij_id=partij_id)}


@given(soorten=st.frozensets(st.sampled_from(sorted(WAARDEN))))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_exit_shows_what_was_not_decided(jolanda, vraag, client, soorten: frozenset[int]) -> None:
    before = _given(vraag[0])
    with pytest.MonkeyPatch.context() as monkeypatch:
        _narrowed(monkeypatch, soorten)
        for waar, tekst in _exits(jolanda, vraag, client).items():
            for soort, waarden in WAARDEN.items():
                if soort not in soorten:
                    assert not [w for w in waarden if w and w in tekst], f"{soort.name} in {waar}"
    register.forget()
    lines = {id: bits for id, bits in _given(vraag[0]).items() if id not in before}
    assert lines, "what was shown has a line"
    for soort in set(WAARDEN) - soorten:
        assert not [bits for bits in lines.values() if bits & tokens.bits({soort})], f"{soort.name} in the log"


def test_the_values_are_there_when_they_are_decided(jolanda, vraag, client) -> None:
    """Otherwise the test above would find nothing whatever went wrong."""
    shown = " ".join(_exits(jolanda, vraag, client).values())
    for soort, waarden in WAARDEN.items():
        assert any(w in shown for w in waarden), soort.name
