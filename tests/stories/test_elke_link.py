"""Whatever a page links to opens, for everybody: no link leads to an error or to what its reader may not see."""

from __future__ import annotations

import re
from collections import Counter, deque

import pytest
from playwright.sync_api import APIResponse, Page

from tests import cast
from tests.stories.mensen import Mensen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Pages per reader, and per kind of page: enough to have seen each kind, in little time.
BLADZIJDEN, PER_SOORT = 60, 1
#: Following it ends the visit, changes the language, or opens a stream that stays open.
_NIET = re.compile(r"^/(inloggen|uitloggen|weg|taal|demo|stroom)\b")
_LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"#]*)')
_EIGEN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|WD-[\w-]+")
KLANTEN = (cast.SAMIRA, cast.HILDE)
MEDEWERKERS = (cast.JOLANDA, cast.ROBBERT, cast.ANNEKE, cast.CARLIJN)


def walk(page: Page, *begin: str) -> tuple[int, list[str]]:
    """Follow links from here. Returns how many pages were seen, and what did not open."""
    todo, seen, soorten, wrong = deque(begin), set(begin), Counter[str](), []
    while todo and soorten.total() < BLADZIJDEN:
        adres = todo.popleft()
        soorten[_soort(adres)] += 1
        answer = page.request.get(adres)
        if answer.status != 200:
            wrong.append(f"{adres}: {answer.status}")
        for link in _links(answer):
            if link not in seen and not _NIET.match(link) and soorten[_soort(link)] < PER_SOORT:
                seen.add(link)
                todo.append(link)
    return soorten.total(), wrong


def _soort(adres: str) -> str:
    return _EIGEN.sub("#", adres)


def _links(answer: APIResponse) -> list[str]:
    if "text/html" not in answer.headers.get("content-type", ""):
        return []
    return [link.replace("&amp;", "&") for link in _LINK.findall(answer.text())]


@pytest.mark.parametrize("wie", KLANTEN, ids=lambda k: k.sleutel)
def test_a_customer(mensen: Mensen, wie):
    bladzijden, wrong = walk(mensen.klant(wie), "/mijn/")
    assert wrong == []
    assert bladzijden > 15


@pytest.mark.parametrize("wie", MEDEWERKERS, ids=lambda m: m.code)
def test_an_employee(mensen: Mensen, wie):
    bladzijden, wrong = walk(mensen.medewerker(wie), "/werkplek/", "/beheer/")
    assert [w for w in wrong if w != "/beheer/: 403"] == []
    assert bladzijden > 5
