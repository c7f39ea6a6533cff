"""Who may act for whom, with proof, its end, and what people decided about it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partijen", "0008_lijsten"),
    ]

    operations = [
        migrations.AddField(
            model_name="vertegenwoordiging",
            name="beeindigd_door",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="vertegenwoordiging",
            name="beeindigd_op",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="vertegenwoordiging",
            name="beeindigd_waarom",
            field=models.CharField(db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="vertegenwoordiging",
            name="besloten_door",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="vertegenwoordiging",
            name="besloten_waarom",
            field=models.CharField(db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="vertegenwoordiging",
            name="besluit",
            field=models.CharField(
                choices=[("", "Niet nodig"), ("geldt", "Geldt"), ("geldt_niet", "Geldt niet")],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="vertegenwoordiging",
            name="bewijs",
            field=models.CharField(db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="vertegenwoordiging",
            name="bron",
            field=models.CharField(db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            model_name="vertegenwoordiging",
            name="vastgelegd_door",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="vertegenwoordiging",
            name="soort",
            field=models.CharField(
                choices=[
                    ("machtiging", "Machtiging"),
                    ("gezag", "Ouderlijk gezag"),
                    ("voogdij", "Voogdij"),
                    ("curatele", "Curatele"),
                    ("bewind", "Bewind"),
                    ("mentorschap", "Mentorschap"),
                    ("erfgenaam", "Erfgenaam"),
                    ("opgegeven", "Opgegeven door een ander programma"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="vertegenwoordiging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "soort__in",
                        [
                            "machtiging",
                            "gezag",
                            "voogdij",
                            "curatele",
                            "bewind",
                            "mentorschap",
                            "erfgenaam",
                            "opgegeven",
                        ],
                    )
                ),
                name="vertegenwoordiging_soort",
            ),
        ),
        migrations.AddConstraint(
            model_name="vertegenwoordiging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("geldig_tot__isnull", True), ("geldig_tot__gte", models.F("geldig_van")), _connector="OR"
                ),
                name="vertegenwoordiging_termijn",
            ),
        ),
        migrations.AddConstraint(
            model_name="vertegenwoordiging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("soort", "erfgenaam"), _negated=True),
                    models.Q(("omvang", []), _negated=True),
                    _connector="OR",
                ),
                name="erfgenaam_heeft_omvang",
            ),
        ),
        migrations.AddConstraint(
            model_name="vertegenwoordiging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("besluit", ""),
                    models.Q(("besloten_door__isnull", False), models.Q(("besloten_waarom", ""), _negated=True)),
                    _connector="OR",
                ),
                name="besluit_heeft_een_mens",
            ),
        ),
        migrations.AddConstraint(
            model_name="vertegenwoordiging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("besloten_door__isnull", True),
                    ("vastgelegd_door__isnull", True),
                    models.Q(("besloten_door", models.F("vastgelegd_door")), _negated=True),
                    _connector="OR",
                ),
                name="een_ander_besluit",
            ),
        ),
    ]
