from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("balie", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="afspraak",
            name="uitleg",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="afspraak",
            name="nagekeken_door",
            field=models.UUIDField(null=True),
        ),
    ]
