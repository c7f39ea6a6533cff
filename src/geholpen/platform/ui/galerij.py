"""The gallery: every component in all its states, and full pages with example data.

`python -m geholpen.platform.ui.galerij OUT.html` writes the pages and a copy of the static files beside OUT.html; look
at them through any local web server. It runs no script of its own and needs no database.
"""

import os
import shutil
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import django
from django import forms
from django.apps import apps
from django.conf import settings
from django.utils import timezone
from jinja2 import Environment, FileSystemLoader

from geholpen.platform.ui.assets import ensure_assets
from geholpen.platform.ui.omgeving import environment

UI = Path(__file__).parent
PACKS = UI.parent.parent / "packs"
PAGINAS = {
    "mijn_overzicht": "Mijn omgeving: overzicht",
    "mijn_gesprek": "Mijn omgeving: gesprek",
    "werkplek": "Werkplek: drie vlakken",
    "werkplek_telefoon": "Werkplek: telefoon",
    "beheer": "Beheer",
    "kaal": "Inloggen",
}
LANGE_NAAM = "Şeyma Öztürk-van der Wijngaarden tot Nieuw-Loosdrecht en Oud-Zuilen"
LANG_WOORD = "arbeidsongeschiktheidsverzekeringsmaatschappijmedewerkersvertegenwoordiging"


@dataclass(frozen=True)
class Voorbeeld:
    """One component and the template that shows it."""

    naam: str
    template: str

    @property
    def titel(self) -> str:
        return self.naam.capitalize()


def voorbeelden() -> list[Voorbeeld]:
    """All components that have an example, by name."""
    return [
        Voorbeeld(pad.parent.name, f"{pad.parent.name}/voorbeeld.html") for pad in sorted(UI.glob("*/voorbeeld.html"))
    ]


def componenten() -> list[str]:
    """The folders that are a component: they hold a macro file with their own name."""
    return sorted(pad.parent.name for pad in UI.glob("*/*.html") if pad.stem == pad.parent.name)


def context() -> dict[str, object]:
    """What examples and example pages read: the town of Waterdam, around this moment."""
    nu = timezone.now()
    return {
        "organisatie": SimpleNamespace(
            naam="Gemeente Waterdam",
            onderschrift="Dichtbij en duidelijk",
            telefoon="14 0999",
            openingstijden="maandag tot en met vrijdag, 8.30 tot 17.00 uur",
        ),
        "thema_pad": "waterdam/thema.css",
        "nu": nu,
        "geleden": lambda **duur: nu - timedelta(**duur),
        "over": lambda **duur: (timezone.localtime(nu) + timedelta(**duur)).date(),
        "lange_naam": LANGE_NAAM,
        "lang_woord": LANG_WOORD,
        "formulier": VoorbeeldForm({"naam": LANGE_NAAM, "bereikbaar": "ochtend", "akkoord": ""}),
        "paginas": PAGINAS,
        "voorbeelden": voorbeelden(),
    }


class VoorbeeldForm(forms.Form):
    """Shows what `formulierveld` makes of Django's fields."""

    naam = forms.CharField(label="Naam")
    geboortedatum = forms.DateField(label="Geboortedatum", required=False, help_text="Bijvoorbeeld 3-11-1984")
    vraag = forms.CharField(
        label="Wat is uw vraag?", widget=forms.Textarea, error_messages={"required": "Schrijf uw vraag op."}
    )
    wijk = forms.ChoiceField(
        label="Wijk", choices=[("", "Kies een wijk"), ("c", "Centrum"), ("h", "Havenkwartier")], required=False
    )
    bereikbaar = forms.ChoiceField(
        label="Wanneer kunnen wij bellen?",
        widget=forms.RadioSelect,
        choices=[("ochtend", "In de ochtend"), ("middag", "In de middag")],
    )
    akkoord = forms.BooleanField(
        label="Ik heb de uitleg gelezen", error_messages={"required": "Zet een vinkje als u de uitleg hebt gelezen."}
    )


def galerij_omgeving() -> Environment:
    """The page environment over these folders, outside Django's template backend."""
    return environment(loader=FileSystemLoader([UI, PACKS]))


def render_galerij(env: Environment, klas: str = "gh-mijn") -> str:
    """The page with all components; klas = gh-mijn or gh-werkplek, for the spacing of that face."""
    return env.get_template("galerij_pagina/galerij.html").render(context() | {"klas": klas})


def render_voorbeeld(env: Environment, naam: str) -> str:
    """One component on a page of its own."""
    inhoud = [voorbeeld for voorbeeld in voorbeelden() if voorbeeld.naam == naam]
    return env.get_template("galerij_pagina/galerij.html").render(
        context() | {"klas": "gh-mijn", "voorbeelden": inhoud}
    )


def render_pagina(env: Environment, naam: str) -> str:
    """One full page with example data."""
    return env.get_template(f"galerij_pagina/{naam}.html").render(context())


def configure() -> None:
    """Just enough Django to draw pages; only for the gallery and its tests."""
    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        settings.configure(
            STATIC_URL="/static/",
            USE_TZ=True,
            TIME_ZONE="Europe/Amsterdam",
            LANGUAGE_CODE="nl",
            USE_I18N=True,
        )
    if not apps.ready:
        django.setup()


def write(uit: Path) -> list[Path]:
    """Write all pages beside `uit`, with the static files; answer which pages."""
    env = galerij_omgeving()
    uit.parent.mkdir(parents=True, exist_ok=True)
    for bron in (UI / "static", *PACKS.glob("*/static")):
        shutil.copytree(bron, uit.parent / "static", dirs_exist_ok=True)
    paginas = {uit.name: render_galerij(env), f"{uit.stem}-werkplek.html": render_galerij(env, "gh-werkplek")}
    paginas |= {f"{naam}.html": render_pagina(env, naam) for naam in PAGINAS}
    for naam, html in paginas.items():
        (uit.parent / naam).write_text(html.replace('"/static/', '"static/'))  # also readable without a server
    return [uit.parent / naam for naam in paginas]


def main(argumenten: list[str]) -> int:
    if len(argumenten) != 1:
        sys.stderr.write("Gebruik: python -m geholpen.platform.ui.galerij OUT.html\n")
        return 2
    configure()
    ensure_assets(Path.cwd(), report=lambda tekst: sys.stderr.write(f"{tekst}\n"))
    for pad in write(Path(argumenten[0])):
        sys.stdout.write(f"{pad}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
