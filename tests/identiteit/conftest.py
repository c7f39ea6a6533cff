"""A running web server of our own, so that the client really asks the provider over HTTP."""

import threading
from collections.abc import Iterator

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections

from geholpen.adapters.koppelingen.identiteit.simulator.sleutel import signing_key
from geholpen.faces.inloggen import oidc


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """No line per request."""


@pytest.fixture(scope="session")
def sleutelmap(tmp_path_factory):
    """Where the simulator keeps its key: making one takes long."""
    return tmp_path_factory.mktemp("simulator")


@pytest.fixture
def aanbieder(echte_commits: None, settings, sleutelmap) -> Iterator[str]:
    """The address of the simulator: the product itself, served by threads of this process."""
    from geholpen.config.wsgi import application  # noqa: PLC0415

    def closing(environ, start_response):
        try:
            yield from application(environ, start_response)
        finally:
            connections.close_all()

    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(closing)
    address = f"http://127.0.0.1:{server.server_port}/simulator"
    settings.DATA_DIR = sleutelmap
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    settings.OIDC_MEDEWERKERS, settings.OIDC_KLANTEN = f"{address}/medewerkers", f"{address}/klanten"
    signing_key.cache_clear()
    signing_key()  # made here, so that no request waits for it
    oidc.forget()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    server.server_close()
    oidc.forget()
    signing_key.cache_clear()


@pytest.fixture
def stad(echte_stad, aanbieder: str):
    """The demo town, really committed, beside the provider."""
    return echte_stad
