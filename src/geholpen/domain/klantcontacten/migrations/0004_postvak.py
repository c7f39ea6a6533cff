"""The inbox is read in the order of its index: how many questions a department has open makes no difference."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("klantcontacten", "0003_register")]

    operations = [
        migrations.RemoveIndex(model_name="klantvraag", name="klantvraag_inbox"),
        migrations.AddIndex(
            model_name="klantvraag",
            index=models.Index(
                fields=["afdeling_code", "uiterlijk_op", "wacht_sinds", "id"],
                name="klantvraag_postvak",
                condition=models.Q(("status", "afgehandeld"), _negated=True),
            ),
        ),
    ]
