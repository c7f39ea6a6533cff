"""The places plug themselves into the port of doelbinding."""

from django.apps import AppConfig


class BewaarplaatsConfig(AppConfig):
    name = "geholpen.adapters.koppelingen.bewaarplaats"
    label = "bewaarplaats"

    def ready(self) -> None:
        """Register the places, and who tells the auditor."""
        from geholpen.adapters.koppelingen.bewaarplaats import (  # noqa: PLC0415  (settings come first)
            archief,
            bestand,
            mail,
            vernietigd,
        )
        from geholpen.domain.bewaren import ports as bewaren  # noqa: PLC0415
        from geholpen.domain.doelbinding import ports  # noqa: PLC0415

        ports.register_bewaarplaats(bestand.Bestand.code, bestand.from_settings)
        ports.register_bewaarplaats(mail.Mail.code, mail.from_settings)
        ports.register_alarm(mail.alarm_from_settings)
        bewaren.register_boek(vernietigd.from_settings)
        bewaren.register_overdracht(archief.from_settings)
