"""The administrator wildcard: no role has every purpose, who sets things up sees nobody, and nothing goes around it."""

from __future__ import annotations

import dataclasses
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import get_resolver

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.doelbinding.oordeel import allowed
from geholpen.domain.doelbinding.register import register as compiled
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.organisatie.queries import rollen
from geholpen.domain.partijen.queries import Zoekvraag, find_personen
from geholpen.platform.context import Actor, ActorSoort, Context
from geholpen.platform.doors import doors
from geholpen.platform.errors import Refused
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau

#: Roles that set something up, and may know nothing about a customer.
TECHNISCH = ("functioneel_beheerder", "registerhouder", "gegevenseigenaar")
#: The two things a functional manager does with something of a customer: a message that no program could read is put on
#: its way again, and a file that is found by its number is shielded. Nobody else of these roles has any.
HANDWERK = {
    "kwarantaine": {G.CONTACTADRESSEN, G.CONTACTINHOUD, G.CONTACTHISTORIE, G.DOCUMENTEN},
    "afscherming": {G.NAAM, G.BSN, G.VEILIGHEIDSSIGNAAL},
}
#: Categories that say something about a customer.
VAN_KLANTEN = frozenset(G) - {G.GEEN, G.INZAGEREGISTRATIE}


def given(ctx: Context) -> dict[str, frozenset[int]]:
    """Per purpose the categories that some door gives this person, without any reason to work with a customer."""
    found: dict[str, set[int]] = {}
    for door in doors.values():
        if not door.name.startswith("geholpen."):
            continue
        try:
            activiteit, besluit = allowed(ctx, door, None)
        except Refused:
            continue
        found.setdefault(activiteit.code, set()).update(besluit.toegestaan)
    return {code: frozenset(soorten) for code, soorten in found.items()}


def test_no_role_has_every_purpose_and_no_purpose_has_every_role(db, register):
    employees = {code: {a.code for a in compiled.alle() if code in a.rollen} for code in rollen()}
    every = {a.code for a in compiled.alle() if a.rollen & rollen()}
    assert not [rol for rol, codes in employees.items() if codes >= every]
    together = set().union(*(employees[rol] for rol in TECHNISCH))
    assert not together >= every
    assert not [a.code for a in compiled.alle() if a.rollen >= rollen()]


@pytest.mark.parametrize("rol", TECHNISCH)
def test_whoever_sets_things_up_is_given_nothing_of_a_customer(db, register, rol):
    actor = Actor(ActorSoort.MEDEWERKER, uuid4(), frozenset({rol}), "informatievoorziening")
    seen = {code: soorten & VAN_KLANTEN for code, soorten in given(Context(actor, "werkplek")).items()}
    for code, soorten in seen.items():
        assert soorten <= (HANDWERK.get(code, set()) if rol == "functioneel_beheerder" else set()), code


def test_the_functional_manager_opens_and_finds_nobody_and_that_is_logged(echt, beheer):
    ctx = bed.medewerker(cast.ANNEKE.code)
    with pytest.raises(Refused):
        klantbeeld(ctx.over({echt["samira"]}), echt["samira"])
    with pytest.raises(Refused):
        find_personen(ctx, Zoekvraag(achternaam="Belhadi"))
    codes = beheer.execute("SELECT DISTINCT resultaat FROM audit WHERE actor_id = %s", [ctx.actor.id]).fetchall()
    assert {code for (code,) in codes} == {"GEEN_AANLEIDING", "ROL"}
    assert beheer.execute("SELECT count(*) FROM dataverwerking WHERE actor_soort = 'medewerker'").fetchone() == (0,)
    anneke = Bureau(cast.ANNEKE.code, bevestigd=60)
    for path in (f"/werkplek/klant/{echt['samira']}/", f"/werkplek/nood/{echt['samira']}/"):
        html = anneke.see(anneke.client.get(path), 403)
        assert "Belhadi" not in html


def test_a_person_with_all_technical_roles_at_once_still_sees_nobody(echt):
    ctx = bed.medewerker(cast.ANNEKE.code)
    ctx = dataclasses.replace(ctx, actor=dataclasses.replace(ctx.actor, rollen=frozenset(TECHNISCH)))
    with pytest.raises(Refused):
        klantbeeld(ctx.over({echt["samira"]}), echt["samira"])


def test_there_is_no_admin_site_no_superuser_and_nobody_acts_as_somebody_else():
    assert not [app for app in settings.INSTALLED_APPS if app in {"django.contrib.admin", "django.contrib.auth"}]
    words = ("admin", "impersonate", "hijack", "namens-medewerker", "inloggen-als")

    def paths(resolver) -> list[str]:
        below = getattr(resolver, "url_patterns", [])
        return [str(resolver.pattern)] + [p for child in below for p in paths(child)]

    assert not [path for path in paths(get_resolver()) if any(word in path for word in words)]
