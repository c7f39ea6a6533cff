"""The room doelbinding: at start-up it puts its guard at every door."""

from django.apps import AppConfig


class DoelbindingConfig(AppConfig):
    name = "geholpen.domain.doelbinding"
    label = "doelbinding"

    def ready(self) -> None:
        """Plug the guard into the platform; without it no door opens."""
        from geholpen.domain.doelbinding.guard import Bewaking  # noqa: PLC0415  (models are not ready at import)
        from geholpen.domain.doelbinding.ports import register_reden  # noqa: PLC0415
        from geholpen.domain.doelbinding.toezicht import nood  # noqa: PLC0415
        from geholpen.platform.doors import install  # noqa: PLC0415

        install(Bewaking())
        register_reden(nood.NOODTOEGANG, nood.reden)
