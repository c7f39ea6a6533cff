"""What our mail server measured about the sender stands with the message."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("berichten", "0005_brieven")]

    operations = [
        migrations.AddField(
            model_name="berichtinhoud",
            name="echtheid",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
    ]
