"""Who published the figures of a series, the drawing of every published year beside others, and one more rule
for small numbers.
"""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0004_reading_beside_others"),
    ]

    operations = [
        migrations.AddField(
            model_name="series",
            name="publisher",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reading",
            name="years",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="measure", name="measures_measure_release"),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=Q(
                    release__in=["as_published", "under_5", "nought_to_4", "under_10", "health"]
                ),
                name="measures_measure_release",
                violation_error_message="Choose one of the listed values for release.",
            ),
        ),
    ]
