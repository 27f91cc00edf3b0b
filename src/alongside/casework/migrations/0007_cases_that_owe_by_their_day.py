"""The cases that owe a letter are found in the order in which the queue shows them."""

from django.db import migrations, models
from django.db.models import Q

OWES = Q(owes_own_letter=True) | Q(owes_plan=True) | Q(owes_in_format=True)


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_letters_owed_on_the_case")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="casework_case_owing"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["area", "next_due_on", "number"], condition=OWES, name="casework_case_owing"
            ),
        ),
    ]
