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
            name="StoredFile",
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
                ("name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=100)),
                ("size_bytes", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("version", models.PositiveIntegerField(default=1)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next",
                        to="files.storedfile",
                    ),
                ),
                (
                    "uploaded_by",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="file_has_a_name",
                        violation_error_message="The file needs a name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size_bytes__gt", 0)),
                        name="file_is_not_empty",
                        violation_error_message="The file is empty. Choose the file again.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("previous", None), ("version", 1)),
                            models.Q(("previous__isnull", False), ("version__gt", 1)),
                            _connector="OR",
                        ),
                        name="file_version_follows_another",
                        violation_error_message="Only the first version has none before it.",
                    ),
                ],
            },
        ),
    ]
