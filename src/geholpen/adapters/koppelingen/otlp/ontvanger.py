"""One call to an OTLP receiver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from geholpen.adapters.koppelingen.otlp import bericht
from geholpen.domain.verantwoording.ports import Logregel, Uitslag
from geholpen.platform.outbound import Accepted, Limits, send

#: A receiver answers when it has kept everything: that may take a while, and holds up nobody.
GRENZEN = Limits(connect=5.0, read=30.0, total=45.0, size=100_000)


@dataclass(frozen=True, slots=True)
class Otlp:
    """A receiver at an address (…/v1/traces), with the value of Authorization that it wants."""

    adres: str
    auth: str = ""

    @property
    def naam(self) -> str:
        """Its host."""
        return urlsplit(self.adres).netloc.rpartition("@")[2]

    def breng(self, regels: Sequence[Logregel]) -> Uitslag:
        """Bring these lines, once. Never raises."""
        headers = {"Content-Type": "application/json", **({"Authorization": self.auth} if self.auth else {})}
        uitkomst = send("POST", self.adres, body=bericht.request(regels), headers=headers, limits=GRENZEN)
        if not isinstance(uitkomst, Accepted):
            return Uitslag(uitkomst)
        geweigerd, melding = bericht.partial(uitkomst.body)
        return Uitslag(uitkomst, geweigerd, melding)


def from_settings() -> Otlp | None:
    """The receiver of the settings; None when there is none."""
    return Otlp(settings.OTLP_ADRES, settings.OTLP_AUTH) if settings.OTLP_ADRES else None
