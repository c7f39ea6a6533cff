from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0013_verdelen")]

    operations = [
        migrations.AddIndex(
            model_name="gesprek",
            index=models.Index(fields=["medewerker_id"], name="gesprek_loopt", condition=models.Q(geeindigd_op=None)),
        ),
    ]
