from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chat", "0003_verhuizing")]

    operations = [
        migrations.AddField(
            model_name="chatbezoek",
            name="verhuisd_op",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="chatbezoek",
            name="terug_op",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="chatbezoek",
            index=models.Index(
                condition=models.Q(("terug_op__isnull", False)), fields=["bewezen_partij_id"], name="chatbezoek_terug"
            ),
        ),
    ]
