"""An application that subscribes, a receiver that really listens, and everything really committed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from geholpen.adapters.koppelingen.notificaties.twin import Ontvanger
from geholpen.domain.doelbinding import hot
from geholpen.domain.doelbinding.register import register
from geholpen.domain.notificaties import bezorgen
from geholpen.domain.notificaties.models import Abonnement
from geholpen.domain.organisatie import applicaties
from geholpen.domain.organisatie.commands import load_applicatie
from geholpen.platform import outbound
from tests.api.oproep import Beller
from tests.bed import deliver_events

TOKEN, ANDER = "proef" + "0" * 35, "ander" + "0" * 35
NC = "/notificaties/api/v1/"
ALLES = [{"naam": "partijen"}, {"naam": "klantcontacten"}, {"naam": "internetaken"}]


@pytest.fixture
def client(echte_commits: None) -> Iterator[Beller]:
    """An application that may do everything, outside any transaction."""
    outbound.forget()
    hot.forget()
    register.forget()
    load_applicatie("Zaaksysteem", ["koppelingen"], TOKEN)
    load_applicatie("Formulieren", ["koppelingen"], ANDER)
    applicaties.forget()
    yield Beller(TOKEN)
    applicaties.forget()
    outbound.forget()
    hot.forget()
    register.forget()


@pytest.fixture
def ander(client: Beller) -> Beller:
    """Another application."""
    return Beller(ANDER)


@pytest.fixture
def twin() -> Iterator[Ontvanger]:
    """A receiver that wants to know who we are."""
    with Ontvanger(auth="Bearer proef") as ontvanger:
        yield ontvanger


@pytest.fixture
def subscribe(client: Beller, twin: Ontvanger) -> Callable[..., dict[str, Any]]:
    """Subscribe to everything, or to what is given. Then let the receiver be somewhere else: it fails only later."""

    def make(pad: str = "ontvangt", **meer: Any) -> dict[str, Any]:
        given = {"callbackUrl": twin.adres("ontvangt"), "auth": twin.auth, "kanalen": ALLES, **meer}
        made = client.maak(f"{NC}abonnement", given)
        if pad != "ontvangt":
            Abonnement.objects.filter(id=made["url"].rpartition("/")[2]).update(callback_url=twin.adres(pad))
        return made

    return make


@pytest.fixture
def deliver(client: Beller) -> Callable[[], None]:
    """Plan what happened and send what is due, as the worker does."""

    def run() -> None:
        deliver_events()
        for id in bezorgen.awake():
            bezorgen.deliver_round(id)

    return run
