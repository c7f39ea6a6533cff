"""Our pages really listening on a port, so that twins can call; and the path from a call to a filed message."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from typing import Any
from uuid import UUID
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from geholpen.domain.berichten.commands import save_kanaalaccount
from tests import bed
from tests.berichten.post import Post, Row

#: Everything that follows on a call of a provider or on an answer, in the order in which workers find it.
WERK = ("verwerk_envelop", "haal_media", "bezorg", "herstel_contact", "haal_sjablonen", "vraag_na")


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Quiet."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            connections.close_all()


class Huis:
    """`with Huis() as huis:` listens; `huis.adres` is where."""

    def __init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), _Quiet)
        self._server.set_app(get_wsgi_application())
        self.adres = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Huis:
        self._was, settings.ADRES = settings.ADRES, self.adres
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        settings.ADRES = self._was
        self._server.shutdown()
        self._server.server_close()


@dataclass
class Lijn:
    """One channel with its account, its twin and our pages between them."""

    post: Post
    huis: Huis
    kanaal: str
    account_id: UUID
    twin: Any
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def webhook(self) -> str:
        """Where the provider of this account calls."""
        return f"{self.huis.adres}/kanaal/{self.kanaal}/{self.account_id}/"

    def work(self, *also: str) -> int:
        """Let the twin finish calling, then do all work there is, until there is none."""
        done = 0
        while True:
            self.twin.beller.done()
            ran = self.post.run(*WERK, *also)
            done += ran
            if not ran:
                return done

    def berichten(self) -> list[Row]:
        """The filed messages, oldest first."""
        return self.post.all(
            "SELECT b.*, i.* FROM bericht b JOIN bericht_inhoud i USING (partij_id, id) ORDER BY b.moment, b.volgnummer"
        )

    def bezorging(self, id: UUID) -> Row:
        """One delivery."""
        return self.post.one("SELECT * FROM bezorging WHERE id = %s", id)


def account(kanaal: str, **waarden: str) -> UUID:
    """Set up a way in and out, as the functional manager does."""
    return save_kanaalaccount(bed.medewerker("mdw-007"), kanaal, {"naam": f"Proef {kanaal}", **waarden})
