"""A question that was handled and only gets another customer was in no queue: nothing is looked for there."""

from django.db import migrations

VOLG = """
DO $do$
DECLARE
    oud text := pg_get_functiondef('volg_klantvraag()'::regprocedure);
    nieuw text := replace(oud, 'IF TG_OP = ''UPDATE'' THEN PERFORM uit_wachtrij(NEW.id, NULL); END IF;',
        'IF TG_OP = ''UPDATE'' AND OLD.status <> NEW.status THEN PERFORM uit_wachtrij(NEW.id, NULL); END IF;');
BEGIN
    IF nieuw = oud THEN RAISE EXCEPTION 'volg_klantvraag is anders dan verwacht'; END IF;
    EXECUTE nieuw;
END $do$
"""


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0018_nooit_samen")]

    operations = [migrations.RunSQL(VOLG)]
