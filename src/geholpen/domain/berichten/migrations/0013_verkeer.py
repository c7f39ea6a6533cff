"""What waits and what failed is counted per channel for the page of management, without reading everything."""

from django.db import migrations

VERKEER = """
CREATE INDEX bezorging_open ON bezorging (kanaal, staat) WHERE staat IN ('wachtrij', 'onderweg', 'onbekend');
CREATE INDEX bezorging_mislukt ON bezorging (gewijzigd_op) WHERE staat = 'niet_bezorgd';
CREATE INDEX envelop_kanaal ON envelop (kanaal, ontvangen_op);
"""


class Migration(migrations.Migration):
    dependencies = [("berichten", "0012_zonder_bijlagen")]

    operations = [migrations.RunSQL(VERKEER)]
