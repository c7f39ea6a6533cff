from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chat", "0006_ander_venster")]

    operations = [
        migrations.AddField(model_name="chatbezoek", name="wissel_id", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="chatbezoek", name="wissel_bezorging_id", field=models.UUIDField(null=True)),
        migrations.AddField(
            model_name="chatbezoek",
            name="wissel_stand",
            field=models.CharField(
                blank=True,
                choices=[
                    ("wacht", "De link is onderweg"),
                    ("verder", "Ons bericht is onderweg"),
                    ("gebruikt", "De link is gebruikt"),
                    ("ingetrokken", "Er logde iemand in"),
                ],
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddField(model_name="chatbezoek", name="wissel_tot", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="chatbezoek", name="wissel_mislukt_op", field=models.DateTimeField(null=True)),
    ]
