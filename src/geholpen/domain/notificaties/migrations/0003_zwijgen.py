"""What writes many rows looks once whether anybody subscribed."""

from django.db import migrations

from geholpen.domain.notificaties import melden
from geholpen.platform.protection import DOOR_ROLE, REGISTER_ROLE

HANDTEKENING = "zwijg_zonder_abonnee()"


class Migration(migrations.Migration):
    dependencies = [("notificaties", "0002_melden"), ("klantinteracties", "0001_register")]

    operations = [
        migrations.RunSQL(melden.ZWIJG),
        migrations.RunSQL(f"ALTER FUNCTION {HANDTEKENING} OWNER TO {DOOR_ROLE}"),
        migrations.RunSQL(f"REVOKE ALL ON FUNCTION {HANDTEKENING} FROM PUBLIC"),
        migrations.RunSQL(f"GRANT EXECUTE ON FUNCTION {HANDTEKENING} TO {REGISTER_ROLE}"),
        *(migrations.RunSQL(statement) for statement in melden.triggers()),
    ]
