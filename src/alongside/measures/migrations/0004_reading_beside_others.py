"""What the worker draws of a measure beside others: bars with the neighbours, and the funnel."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0003_withdrawn_limits_and_partners"),
    ]

    operations = [
        migrations.AddField(
            model_name="reading",
            name="beside",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reading",
            name="funnel",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
