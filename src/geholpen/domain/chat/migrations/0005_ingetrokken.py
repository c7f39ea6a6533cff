import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chat", "0004_teruggezet")]

    operations = [
        migrations.AddField(
            model_name="chatlink",
            name="gemaakt_op",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField(
            model_name="chatlink",
            name="soort",
            field=models.CharField(default="verder", max_length=10),
        ),
        # who has a link of before this moment logs in, or begins anew
        migrations.RunSQL("UPDATE chatlink SET gebruikt_op = now() WHERE gebruikt_op IS NULL", migrations.RunSQL.noop),
    ]
