"""The platform as a Django app: tables, checks, and the guard on every statement."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.signals import connection_created


class PlatformConfig(AppConfig):
    name = "geholpen.platform"
    label = "platform"
    verbose_name = "Platform"

    def ready(self) -> None:
        """Refuse to start with a model that has no category; stop SQL on personal tables outside a door; keep plans."""
        from geholpen.platform import checks, guard_sql, prepared, verbinding  # noqa: PLC0415  (models are not ready at import)

        wrong = checks.check_models()
        if wrong:
            raise ImproperlyConfigured("\n".join(str(message) for message in wrong))
        checks.register_all()
        connection_created.connect(guard_sql.install, dispatch_uid="geholpen.guard_sql")
        connection_created.connect(prepared.keep_plans, dispatch_uid="geholpen.prepared")
        connection_created.connect(verbinding.end_with_thread, dispatch_uid="geholpen.verbinding")
