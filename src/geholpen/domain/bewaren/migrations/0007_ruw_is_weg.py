"""Raw rows whose days are over are not seen either, in the hours until the night destroys them."""

from django.db import migrations

DAGEN = "(SELECT make_interval(days => coalesce(max(x.dagen), 36500)) FROM bewaartermijn x WHERE x.tabel = '{tabel}')"
NOG_TE_ZIEN = {
    "envelop": f"(staat = 'nieuw' OR ontvangen_op >= now() - {DAGEN})",
    "overname_record": "EXISTS (SELECT 1 FROM overname o WHERE o.id = overname_record.overname_id"
    f" AND coalesce(o.klaar_op, o.begonnen_op) >= now() - {DAGEN})",
}
SQL = [
    f"""DO $doe$ BEGIN EXECUTE format('ALTER POLICY lezen ON {tabel} USING ((%s) AND %s)',
        (SELECT pg_get_expr(p.polqual, p.polrelid) FROM pg_policy p WHERE p.polrelid = '{tabel}'::regclass
            AND p.polname = 'lezen'),
        $regel${regel.format(tabel=tabel)}$regel$); END $doe$"""
    for tabel, regel in NOG_TE_ZIEN.items()
]


class Migration(migrations.Migration):
    dependencies = [
        ("bewaren", "0006_omgeving"),
        ("berichten", "0003_bijlagen_geteld"),
        ("overnemen", "0002_protection"),
    ]

    operations = [migrations.RunSQL(sql) for sql in SQL]
