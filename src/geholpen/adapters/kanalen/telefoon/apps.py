"""The telephone plugs itself into the ports of berichten and oproepen."""

from django.apps import AppConfig


class TelefoonConfig(AppConfig):
    name = "geholpen.adapters.kanalen.telefoon"
    label = "telefoon"

    def ready(self) -> None:
        """Register the three channels and how each makes a call."""
        from geholpen.adapters.kanalen.telefoon.asterisk import bellen as ari  # noqa: PLC0415
        from geholpen.adapters.kanalen.telefoon.asterisk.kanaal import AsteriskKanaal  # noqa: PLC0415
        from geholpen.adapters.kanalen.telefoon.cti import bellen as webhook  # noqa: PLC0415
        from geholpen.adapters.kanalen.telefoon.cti.kanaal import CtiKanaal  # noqa: PLC0415
        from geholpen.adapters.kanalen.telefoon.spraak import bellen as voice  # noqa: PLC0415
        from geholpen.adapters.kanalen.telefoon.spraak.kanaal import SpraakKanaal  # noqa: PLC0415
        from geholpen.domain.berichten.ports import register_kanaal  # noqa: PLC0415
        from geholpen.domain.oproepen.ports import register_beller  # noqa: PLC0415

        for soort, bel in ((CtiKanaal, webhook.bel), (SpraakKanaal, voice.bel), (AsteriskKanaal, ari.bel)):
            register_kanaal(soort.code, soort)
            register_beller(soort.code, bel)
