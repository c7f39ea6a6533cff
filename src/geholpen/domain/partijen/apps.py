"""The room partijen: tells doelbinding whose file is shielded for whom."""

from django.apps import AppConfig


class PartijenConfig(AppConfig):
    name = "geholpen.domain.partijen"
    label = "partijen"

    def ready(self) -> None:
        """Plug the shielding in."""
        import geholpen.domain.partijen.subscribers  # noqa: PLC0415, F401
        from geholpen.domain.doelbinding.ports import register_schildwacht  # noqa: PLC0415
        from geholpen.domain.partijen.afscherming.wacht import Wacht  # noqa: PLC0415

        register_schildwacht(Wacht())
