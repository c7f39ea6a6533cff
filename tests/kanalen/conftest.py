"""Questions that wait and employees who are there, on a database with real commits."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from geholpen.adapters.kanalen.sms import twin as sms_twin
from geholpen.adapters.kanalen.sms.twin import Provider
from geholpen.adapters.kanalen.whatsapp import twin as whatsapp_twin
from geholpen.adapters.kanalen.whatsapp.twin import Platform
from geholpen.adapters.koppelingen.notify import twin as notify_twin
from geholpen.adapters.koppelingen.notify.twin import Dienst
from geholpen.adapters.koppelingen.notify.twin.dienst import SLEUTEL
from geholpen.platform import onthouden, outbound
from tests import cast
from tests.berichten.post import Post
from tests.faces_werkplek.bureau import import_klant
from tests.kanalen.huis import Huis, Lijn, account
from tests.kanalen.verdeling import Achterkant


@pytest.fixture
def klanten(echte_commits, register, beheer) -> dict[str, UUID]:
    """Samira, her mother and Lotte, in a town that never closes: these tests run on a Sunday too."""
    register.forget()
    beheer.execute("UPDATE organisatie SET instellingen = instellingen - 'openingstijden'")
    onthouden.forget()
    return {k.sleutel: import_klant(k) for k in (cast.SAMIRA, cast.NAIMA, cast.LOTTE)}


@pytest.fixture
def samira(klanten) -> UUID:
    """One customer."""
    return klanten[cast.SAMIRA.sleutel]


@pytest.fixture
def achterkant(klanten, admin_url: str) -> Achterkant:
    """What the owner of the tables sees."""
    return Achterkant(admin_url)


@pytest.fixture
def huis(echte_commits, beheer, register) -> Iterator[Huis]:
    """Our pages listening on a port, with real commits."""
    register.forget()
    outbound.forget()
    with Huis() as running:
        yield running
    outbound.forget()


@pytest.fixture
def whatsapp(huis, beheer) -> Iterator[Lijn]:
    """A WhatsApp number, the platform on the other side, and one customer with a user id and one without."""
    telefoons = [
        {"wa_id": "31612345678", "naam": "A. Jansen", "user_id": "NL.77"},
        {"wa_id": "31687654321", "naam": "B."},
    ]
    with Platform(whatsapp_twin.Instelling(telefoons=telefoons)) as twin:
        id = account(
            "whatsapp",
            adres="+31970000000",
            phone_number_id="1001",
            waba_id="2001",
            basis=f"{twin.adres}/v23.0",
            token=twin.zoals.token,
            app_secret=twin.zoals.app_secret,
            verify_token="controle",
            verder_sjabloon="verder_praten",
        )
        lijn = Lijn(Post(beheer), huis, "whatsapp", id, twin)
        twin.zoals.webhook = lijn.webhook
        yield lijn


@pytest.fixture
def sms(huis, beheer) -> Iterator[Lijn]:
    """A number for text messages at a provider of the Twilio form."""
    with Provider(sms_twin.Instelling()) as twin:
        zoals = twin.zoals
        id = account(
            "sms",
            adres=zoals.nummer,
            aanbieder="twilio",
            account_sid=zoals.account_sid,
            basis=twin.adres,
            token=zoals.token,
        )
        lijn = Lijn(Post(beheer), huis, "sms", id, twin)
        zoals.webhook = lijn.webhook
        yield lijn


@pytest.fixture
def notify(huis, beheer) -> Iterator[Lijn]:
    """A number for text messages at Notify."""
    with Dienst(notify_twin.Instelling()) as twin:
        id = account(
            "sms",
            adres=twin.zoals.nummer,
            aanbieder="notify",
            notify_basis=twin.adres,
            notify_sleutel=SLEUTEL,
            notify_sjabloon=twin.zoals.sjablonen[0],
            notify_terugmeldsleutel=twin.zoals.terugmeldsleutel,
        )
        lijn = Lijn(Post(beheer), huis, "sms", id, twin)
        twin.zoals.terug = dict.fromkeys(("sms", "email", "letter", "inkomend"), lijn.webhook)
        yield lijn
