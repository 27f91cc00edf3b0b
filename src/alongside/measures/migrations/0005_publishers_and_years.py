"""Who published the figures of a series, and the drawing of every published year beside others."""

from django.db import migrations, models


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
    ]
