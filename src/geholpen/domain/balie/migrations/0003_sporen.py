"""An appointment knows what became of it: made, moved, cancelled."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("balie", "0002_nagekeken")]

    operations = [
        migrations.AddField(model_name="afspraak", name="sporen", field=models.JSONField(default=list)),
    ]
