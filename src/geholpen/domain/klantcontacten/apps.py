"""The room klantcontacten: tells doelbinding how a klantvraag or taak brings its purpose."""

from django.apps import AppConfig


class KlantcontactenConfig(AppConfig):
    name = "geholpen.domain.klantcontacten"
    label = "klantcontacten"

    def ready(self) -> None:
        """Plug the reasons in, and make the jobs known."""
        from geholpen.domain.doelbinding.ports import register_reden, register_redenfunctie  # noqa: PLC0415
        from geholpen.domain.klantcontacten import (  # noqa: PLC0415
            redenen,
            tasks,  # noqa: F401  its jobs are known from the start
        )

        register_redenfunctie("klantvraag", "reden_klantvraag")
        register_redenfunctie("taak", "reden_taak")
        register_reden("gesprek", redenen.gesprek)
        register_reden("machtiging", redenen.machtiging)
        register_reden("namens", redenen.namens)
