"""How many attachments a message has, for whoever may know of the message but not (yet) see what came with it."""

from django.db import migrations

from geholpen.platform.protection import door_function

SETUP = """
GRANT SELECT (bericht_id, herkend_type, content_id, verkregen_voor, vervalt_op)
    ON bijlage TO geholpen_deur;
"""

# Under the rule of the contact history (9): that there is something, no name and no bytes. Pictures inside the text of
# a mail are no attachments to whoever reads it (faces: `_in_text`).
TEL_BIJLAGEN = """
CREATE FUNCTION tel_bijlagen(p_partij uuid, p_vraag uuid) RETURNS TABLE (bericht_id uuid, aantal integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT b.bericht_id, count(*)::integer FROM bijlage b
    WHERE b.partij_id = p_partij AND b.klantvraag_id = p_vraag AND b.vervalt_op > now()
      AND NOT (b.content_id <> '' AND b.herkend_type IN ('image/png', 'image/jpeg', 'image/gif', 'image/webp'))
      AND EXISTS (SELECT 1 FROM kern.ctx(9, false) c
                  WHERE (c.partijen IS NULL OR p_partij = ANY (c.partijen)) AND b.verkregen_voor = ANY (c.bronnen))
    GROUP BY b.bericht_id;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("berichten", "0002_protection")]

    operations = [
        migrations.RunSQL(SETUP),
        migrations.RunSQL(door_function("tel_bijlagen(uuid, uuid)", TEL_BIJLAGEN)),
    ]
