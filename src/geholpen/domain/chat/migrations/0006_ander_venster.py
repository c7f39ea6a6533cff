from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chat", "0005_ingetrokken")]

    operations = [
        migrations.AlterField(
            model_name="chatbezoek",
            name="einde",
            field=models.CharField(
                blank=True,
                choices=[
                    ("bezoeker", "Door de bezoeker gesloten"),
                    ("medewerker", "Door een medewerker gesloten"),
                    ("verder", "Gaat in een ander kanaal verder"),
                    ("verlaten", "De bezoeker ging weg"),
                    ("ingelogd", "In een ander venster logde iemand in"),
                ],
                max_length=12,
            ),
        ),
    ]
