"""The Jinja2 environment of all pages: static(), url(), icon(), dates in Dutch, and text that can be translated.

Settings that are read here, all optional: GEHOLPEN_THEMA, the static path of an organisation's theme
(for example "waterdam/thema.css").
"""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from geholpen.platform.taal import vertaald
from geholpen.platform.telefoonnummer import leesbaar
from geholpen.platform.ui.gecompileerd import Gecompileerd
from geholpen.platform.ui.iconen import ICONEN
from geholpen.platform.ui.tijd import FILTERS

NLDS = Path(__file__).parent / "static" / "nlds"
LEEG_ICOON = '<svg viewBox="0 0 24 24"></svg>'


def environment(**options) -> Environment:
    """Made for Django's Jinja2 backend, which gives the loader and `autoescape=True`."""
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.do", *options.get("extensions", [])]
    options["undefined"] = StrictUndefined
    options.setdefault("autoescape", True)
    env = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 set two lines up
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(static=static, url=url, icon=icon, taal=taal, thema=thema, vertaal=gettext)
    ours: dict[str, Callable[..., Any]] = {
        **FILTERS,
        "telefoonnummer": leesbaar,
        "initialen": initialen,
        "sleutel": sleutel,
        "attributen": attributen,
        "vertaald": vertaald,
        "beginletter": beginletter,
    }
    env.filters.update(ours)
    env.bytecode_cache = Gecompileerd([environment, *ours.values()])
    return env


def url(naam: str, *args, **kwargs) -> str:
    """The address of a named page: url("mijn:bericht", bericht_id)."""
    return reverse(naam, args=args or None, kwargs=kwargs or None)


def icon(naam: str, label: str = "") -> Markup:
    """An icon drawn in the text's colour. With `label` it is an image with that name, otherwise decoration."""
    if naam not in ICONEN:
        raise ValueError(f"Geen icoon met de naam {naam!r}; zie platform/ui/iconen.py")
    kenmerk = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    maat = 'class="gh-icoon" width="20" height="20"'  # the size when the style sheet did not arrive
    return Markup(_svg(ICONEN[naam]).replace("<svg", f'<svg {maat} {kenmerk} focusable="false"', 1))  # noqa: S704 our own files


def taal() -> str:
    """The language that is on, for <html lang>."""
    return (get_language() or "nl").split("-")[0]


def thema(pad: str | None = None) -> str:
    """The address of the organisation's theme, or an empty string; `pad` instead of the setting, for a preview."""
    pad = getattr(settings, "GEHOLPEN_THEMA", "") if pad is None else pad
    return static(pad) if pad else ""


def beginletter(tekst: str) -> str:
    """With a capital in front, the rest as it was: Jinja's own `capitalize` makes "Bsn" of "BSN"."""
    return str(tekst)[:1].upper() + str(tekst)[1:]


def initialen(naam: str) -> str:
    """ "Mr. Fatima el Amrani" becomes "FA": the first and last word that start with a capital, titles left out."""
    woorden = [woord for woord in str(naam).split() if woord[:1].isupper()] or str(naam).split()
    woorden = [woord for woord in woorden if not (len(woord) > 2 and woord.endswith("."))] or woorden
    return "".join(woord[0] for woord in (woorden[:1] + woorden[1:][-1:])).upper()


def attributen(extra: dict[str, object]) -> Markup:
    """Named arguments of a macro as HTML attributes: hx_get="/x" becomes hx-get="/x"; None and False are left out."""
    delen = [Markup(" {}").format(_attr(naam, waarde)) for naam, waarde in extra.items() if waarde not in (None, False)]
    return Markup("").join(delen)


def sleutel(waarde: object) -> str:
    """Any text as a safe id or class name."""
    return re.sub(r"[^a-z0-9_-]+", "-", str(waarde).lower()).strip("-") or "x"


def _attr(naam: str, waarde: object) -> Markup:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", naam):
        raise ValueError(f"Geen attribuut: {naam!r}")
    kenmerk = naam.rstrip("_").replace("_", "-")
    return Markup("{}").format(kenmerk) if waarde is True else Markup('{}="{}"').format(kenmerk, waarde)


@lru_cache(maxsize=256)
def _svg(bestand: str) -> str:
    pad = NLDS / "iconen" / f"{bestand}.svg"
    if not pad.exists():
        return LEEG_ICOON
    inhoud = re.sub(r"<!--.*?-->|\s+(xmlns|class|width|height)=\"[^\"]*\"", "", pad.read_text(), flags=re.S)
    return re.sub(r"\s*\n\s*", " ", inhoud).replace("> <", "><").strip()
