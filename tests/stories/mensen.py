"""People behind a browser: they log in through the simulator, click and read."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect

from geholpen.packs.waterdam.vormen import Klant, Medewerker
from geholpen.platform import bsn
from tests.stories.stad import Stad

#: Answers that stories ask for on purpose; everything from 500 on is a fault.
_MAG = re.compile(r"Failed to load resource: the server responded with a status of (4\d\d)")
#: Seconds for which a session is used again; a customer is logged out after fifteen minutes of silence.
_HOUDBAAR = 600.0
expect.set_options(timeout=15_000)


class Mensen:
    """Everybody who sits at a browser in one test."""

    def __init__(self, stad: Stad, browser: Browser, aangemeld: dict[str, Any]) -> None:
        self.stad = stad
        self.browser = browser
        self._aangemeld = aangemeld
        self._contexts: list[BrowserContext] = []
        self.fouten: list[str] = []

    def medewerker(self, wie: Medewerker, **opties: Any) -> Page:
        """An employee at the desk, logged in with the second step."""
        return self._page(f"medewerker:{wie.code}", wie.naam, "/werkplek/", opties)

    def klant(self, wie: Klant, **opties: Any) -> Page:
        """A customer in their own environment."""
        return self._page(f"klant:{wie.sleutel}", wie.weergavenaam, "/mijn/", opties)

    def vergeet(self, wie: Medewerker) -> None:
        """Their session is another one by now (a fresh second step): they log in again next time."""
        self._aangemeld.pop(f"medewerker:{wie.code}", None)

    def iemand(self, **opties: Any) -> Page:
        """Somebody who is not logged in."""
        return self._watched(self._context(opties))

    def _page(self, sleutel: str, naam: str, begin: str, opties: dict[str, Any]) -> Page:
        if time.monotonic() - self._aangemeld.get(sleutel, (-_HOUDBAAR, None))[0] >= _HOUDBAAR:
            context = self._context({})
            page = self._watched(context)
            page.goto(begin)  # not logged in: to the provider
            page.get_by_role("button", name=re.compile(f"^{re.escape(naam)}( ·|$)")).click()
            if sleutel.startswith("medewerker"):
                page.get_by_role("button", name="Bevestigen").click()
            expect(page).to_have_url(re.compile(re.escape(begin) + "|/beheer/"))
            self._aangemeld[sleutel] = (time.monotonic(), context.storage_state())
            context.close()
            self._contexts.remove(context)
        page = self._watched(self._context({**opties, "storage_state": self._aangemeld[sleutel][1]}))
        page.goto(begin)
        return page

    def _context(self, opties: dict[str, Any]) -> BrowserContext:
        standaard = {"base_url": self.stad.url, "locale": "nl-NL", "viewport": {"width": 1280, "height": 800}}
        context = self.browser.new_context(**{**standaard, **opties})
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        return context

    def _watched(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: self.fouten.append(f"script: {error}"))
        page.on("console", self._console)
        page.on("response", self._response)
        return page

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _MAG.search(message.text):
            self.fouten.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.url.startswith(self.stad.url) and bsn.find(unquote(urlsplit(response.url).query)):
            self.fouten.append(f"een BSN in een adres: {urlsplit(response.url).path}")
        if response.status >= 500:
            self.fouten.append(f"{response.status} {response.url}")

    def leave(self, folder: Path, name: str, passed: bool = False) -> None:
        """Close every browser window; nothing may have gone wrong behind the scenes. Pictures when it did."""
        well = passed and not self.fouten
        for window, context in enumerate(self._contexts):
            for number, page in enumerate([] if well else context.pages):
                page.screenshot(path=folder / f"{re.sub(r'[^a-z0-9_]+', '-', name)}-{window}-{number}.png")
            context.unroute_all(behavior="ignoreErrors")  # what a test answers itself is not waited for while closing
            for page in context.pages:
                page.unroute_all(behavior="ignoreErrors")
            context.close()
        assert self.fouten == [], self.fouten
