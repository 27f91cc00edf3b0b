import alongside.kernel.references
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=alongside.kernel.references.new_public_ref,
                        editable=False,
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("unit", models.CharField(max_length=40)),
                ("source", models.CharField(max_length=300)),
                ("counts_what", models.TextField(blank=True)),
                ("counted_by", models.CharField(blank=True, max_length=200)),
                ("every_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("better", models.CharField(default="higher", max_length=6)),
                ("created_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "series",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "title"),
                        name="measures_series_title_once",
                        violation_error_message="There is already a series with this title.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("better__in", ["higher", "lower"])),
                        name="measures_series_better",
                        violation_error_message="Say whether higher or lower is better.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("unit", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="measures_series_described",
                        violation_error_message="Give the series a title, a unit and where its figures come from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("every_months", None),
                            ("every_months__range", (1, 24)),
                            _connector="OR",
                        ),
                        name="measures_series_every_months",
                        violation_error_message="A series is counted every 1 to 24 months.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=alongside.kernel.references.new_public_ref,
                        editable=False,
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("period_from", models.DateField()),
                ("period_until", models.DateField()),
                ("numerator", models.PositiveIntegerField(blank=True, null=True)),
                ("denominator", models.PositiveIntegerField(blank=True, null=True)),
                ("value", models.DecimalField(decimal_places=4, max_digits=14)),
                ("note", models.TextField(blank=True)),
                ("entered_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by_figure",
                        to="measures.figure",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="measures.series",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["series", "-period_from", "-id"], name="measures_figure_latest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period_until__gt", models.F("period_from"))),
                        name="measures_figure_period_in_order",
                        violation_error_message="The period must end after it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator", None), ("numerator", None)),
                            models.Q(("denominator__gt", 0), ("numerator__isnull", False)),
                            _connector="OR",
                        ),
                        name="measures_figure_has_its_base",
                        violation_error_message="Give both the number counted and the number it is out of, which is above 0.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("corrects", None)),
                        fields=("series", "period_from", "period_until"),
                        name="measures_figure_period_once",
                        violation_error_message="There is already a figure for this period. Correct that one.",
                    ),
                ],
            },
        ),
    ]
