from django.apps import AppConfig


class KlantinteractiesConfig(AppConfig):
    name = "geholpen.domain.klantinteracties"
    label = "klantinteracties"

    def ready(self) -> None:
        """React to events."""
        import geholpen.domain.klantinteracties.subscribers  # noqa: PLC0415, F401
