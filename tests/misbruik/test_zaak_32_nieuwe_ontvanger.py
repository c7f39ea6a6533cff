"""Case 32: a new recipient that nobody decided on: a script, a picture or a form that sends something elsewhere.

What goes out by itself (notifications, the log) is in `tests/platform/test_outbound.py` and `tests/notificaties`.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

_HERE = rb"""\s*=\s*["']?(?:https?:)?//(?!testserver)[^"'\s>]+"""
FOREIGN = re.compile(rb"(?:src|href|action|srcset|poster|data)" + _HERE, re.IGNORECASE)
#: Ourselves, and the process of ours that tells what is new.
OURS = {"'self'", "data:", "http://testserver:8001"}
#: A link that somebody has to choose is no recipient of what is on the page.
CHOSEN = re.compile(rb"<a\b[^>]*>", re.IGNORECASE)


def rules(policy: str) -> dict[str, set[str]]:
    """Directive → sources of a content security policy."""
    parts = (part.split() for part in policy.split(";"))
    return {words[0]: set(words[1:]) for words in parts if words}


@pytest.mark.parametrize("naam", ["inloggen:keuze", "verwerkingen:lijst"])
def test_a_page_for_everybody_sends_nothing_elsewhere(db, naam: str) -> None:
    _look(Client().get(reverse(naam), follow=True))


def test_the_desk_sends_nothing_elsewhere(jolanda, vraag) -> None:
    for pad in ("/werkplek/", f"/werkplek/vraag/{vraag[0]}/{vraag[1]}/", "/werkplek/zoeken/"):
        _look(jolanda.client.get(pad, follow=True))


def _look(answer) -> None:
    assert answer.status_code == 200
    said = rules(answer.headers["Content-Security-Policy"])
    assert said["default-src"] == {"'none'"}
    for directive in ("script-src", "img-src", "connect-src", "style-src", "font-src"):
        assert said.get(directive, set()) <= OURS, directive
    assert not FOREIGN.findall(CHOSEN.sub(b"", answer.content))


def test_the_look_bites() -> None:
    assert FOREIGN.findall(b'<script src="https://meten.voorbeeld.nl/a.js">')
    assert rules("default-src 'none'; script-src 'self' https://x.nl")["script-src"] == {"'self'", "https://x.nl"}
