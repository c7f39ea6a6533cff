"""Every component has an example, draws, and keeps what a customer typed as text."""

import re
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from geholpen.platform.ui import galerij
from geholpen.platform.ui.iconen import ICONEN
from geholpen.platform.ui.omgeving import NLDS

HOSTILE = "<script>alert('x')</script>\"'&"
VOORBEELDEN = [voorbeeld.naam for voorbeeld in galerij.voorbeelden()]


def test_every_component_has_an_example():
    assert set(galerij.componenten()) == set(VOORBEELDEN)


def test_every_component_is_in_the_overview():
    overzicht = (galerij.UI.parents[3] / "docs" / "componenten.md").read_text()
    ontbreekt = [naam for naam in galerij.componenten() if f"### {naam}/{naam}.html" not in overzicht]
    assert ontbreekt == []


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_example_draws_without_inline_style_or_script(env, naam):
    html = galerij.render_voorbeeld(env, naam)
    assert f'id="ui-{naam}"' in html
    assert not re.search(r"<style|<script(?![^>]* src=)| style=| on[a-z]+=\"|javascript:", html)


@pytest.mark.parametrize(("uur", "woord"), [(5, "Goedemorgen"), (12, "Goedemiddag"), (18, "Goedenavond")])
def test_an_employee_is_greeted_by_the_hour(env, uur, woord):
    bron = env.from_string('{% from "kop/kop.html" import groet %}{{ groet("Fatima", nu) }}')
    assert f"{woord}, Fatima" in bron.render(nu=datetime(2026, 12, 1, uur, 37, tzinfo=ZoneInfo("Europe/Amsterdam")))


@pytest.mark.parametrize("naam", galerij.PAGINAS)
def test_example_page_draws(env, naam):
    html = galerij.render_pagina(env, naam)
    assert "<h1" in html and 'lang="nl"' in html


def test_no_id_is_used_twice_in_the_gallery(env):
    ids = Counter(re.findall(r'\bid="([^"]+)"', galerij.render_galerij(env)))
    assert [naam for naam, aantal in ids.items() if aantal > 1] == []


@pytest.mark.parametrize(
    "aanroep",
    [
        '{% from "kop/kop.html" import kop %}{{ kop(x, boven=x, onder=x) }}',
        '{% from "formulier/formulier.html" import veld %}{{ veld("a", x, x, hint=x, fout=x, autocomplete=x) }}',
        '{% from "formulier/formulier.html" import tekstvak %}{{ tekstvak("a", x, x) }}',
        '{% from "formulier/formulier.html" import keuzelijst %}{{ keuzelijst("a", x, [(x, x)], x) }}',
        '{% from "formulier/formulier.html" import keuzerondjes %}{{ keuzerondjes("a", x, [(x, x, x)], x) }}',
        '{% from "formulier/formulier.html" import foutenoverzicht %}{{ foutenoverzicht([(x, x)]) }}',
        '{% from "melding/melding.html" import melding %}{{ melding("info", x, x) }}',
        '{% from "badge/badge.html" import status %}{{ status(x) }}',
        '{% from "gegevens/gegevens.html" import gegevens %}{{ gegevens([(x, x, x)]) }}',
        '{% from "tabel/tabel.html" import tabel %}{{ tabel([x], [[x]], x) }}',
        '{% from "bericht/bericht.html" import bericht %}{{ bericht("klant", x, nu, "email", x, onderwerp=x,'
        ' volledig=x, bijlagen=[{"naam": x, "url": "/", "grootte": 1}]) }}',
        '{% from "bericht/bericht.html" import notitie %}{{ notitie(x, nu, x) }}',
        '{% from "postvak/postvak.html" import postvak_rij %}{{ postvak_rij(x, x, "email", "/", x, fragment=x) }}',
        '{% from "tijdlijn/tijdlijn.html" import tijdlijn %}'
        '{{ tijdlijn([{"kanaal": "chat", "titel": x, "moment": nu, "wie": x, "tekst": x}]) }}',
        '{% from "belofte/belofte.html" import belofte %}{{ belofte(x, x, nu, "open") }}',
        '{% from "actie/actie.html" import actiekaart %}{{ actiekaart(x, "/", uitleg=x) }}',
        '{% from "overdracht/overdracht.html" import overdracht %}{{ overdracht(x, x, al_gedaan=[x], gezegd=x) }}',
        '{% from "telefoon/telefoon.html" import belbalk %}{{ belbalk(x, "in_gesprek", x) }}',
        '{% from "conflict/conflict.html" import conflict %}'
        '{{ conflict([{"wie": x, "moment": nu, "tekst": x}], eigen_tekst=x) }}',
        '{% from "doel/doel.html" import doel %}{{ doel(x, x, x) }}',
        '{% from "inzage/inzage.html" import inzageregel %}{{ inzageregel(x, x, x, nu, x, [x]) }}',
    ],
)
def test_a_hostile_name_stays_text(env, aanroep):
    html = env.from_string(aanroep).render(x=HOSTILE, nu=galerij.context()["nu"])
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert not re.search(r"=\"[^\"]*<", html)


def test_an_attribute_name_must_be_a_name(env):
    with pytest.raises(ValueError, match="Geen attribuut"):
        env.from_string("{{ {'a b=c': 1}|attributen }}").render()


def test_a_missing_variable_is_an_error(env):
    with pytest.raises(Exception, match="is undefined"):
        env.from_string("{{ bestaat_niet }}").render()


def test_a_label_of_an_icon_is_escaped(env):
    html = env.from_string("{{ icon('slot', x) }}").render(x=HOSTILE)
    assert "<script>" not in html and 'role="img"' in html


def test_an_unknown_icon_is_an_error(env):
    with pytest.raises(ValueError, match="Geen icoon"):
        env.from_string("{{ icon('bestaat-niet') }}").render()


def test_only_icons_in_use_are_copied(env):
    copied = {pad.stem for pad in (NLDS / "iconen").glob("*.svg")}
    assert copied == set(ICONEN.values())


def test_every_icon_that_a_template_names_exists():
    genoemd = {
        naam
        for pad in galerij.UI.glob("**/*.html")
        for naam in re.findall(r"""\bicon\(["']([a-z-]+)["']""", pad.read_text())
    }
    assert genoemd <= set(ICONEN)


def test_django_form_fields_become_the_right_inputs(env):
    sjabloon = (
        '{% from "formulier/formulier.html" import formulierveld %}{% for v in f %}{{ formulierveld(v) }}{% endfor %}'
    )
    html = env.from_string(sjabloon).render(f=galerij.VoorbeeldForm({"naam": HOSTILE, "wijk": "h"}))
    assert "<textarea" in html and 'type="radio"' in html and 'type="checkbox"' in html
    assert '<option value="h" selected>' in html
    assert html.count("niet verplicht") == 2
    assert "<script>" not in html


def test_style_sheets_stay_small_and_use_tokens_only():
    for pad in (galerij.UI / "static" / "geholpen").glob("*.css"):
        tekst = pad.read_text()
        assert len(tekst.splitlines()) < 400, pad.name
        assert not re.search(r":[^;{]*#[0-9a-fA-F]{3,8}\b", tekst), pad.name


def test_the_lock_file_names_no_registry():
    tekst = (galerij.UI.parents[3] / "package-lock.json").read_text()
    assert '"resolved"' not in tekst and "/-/" not in tekst
