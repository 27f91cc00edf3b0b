import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("area_id", models.PositiveBigIntegerField()),
                ("person_id", models.PositiveBigIntegerField(null=True)),
                ("role", models.TextField()),
                ("verb", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=60)),
                ("subject_ref", models.CharField(max_length=80)),
                ("digest", models.CharField(max_length=64)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name_plural": "ledger entries",
                "db_table": "ledger_entry",
                "ordering": ["seq"],
                "indexes": [
                    models.Index(
                        fields=["area_id", "subject", "subject_ref", "seq"],
                        name="ledger_entry_subject",
                    ),
                    models.Index(
                        fields=["area_id", "person_id", "seq"], name="ledger_entry_person"
                    ),
                    models.Index(fields=["area_id", "verb", "seq"], name="ledger_entry_verb"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seq__gte", 1)),
                        name="ledger_entry_seq_from_one",
                        violation_error_message="Ledger entries are counted from 1.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerHead",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("seq", models.PositiveBigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "ledger_head",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)),
                        name="ledger_head_is_one_row",
                        violation_error_message="The ledger has one head.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerDetail",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="detail",
                        serialize=False,
                        to="ledger.ledgerentry",
                    ),
                ),
                ("salt", models.CharField(max_length=32)),
                ("content", models.TextField()),
                ("erased_seq", models.PositiveBigIntegerField(null=True)),
            ],
            options={
                "db_table": "ledger_detail",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("content__gt", ""), ("erased_seq__isnull", True), ("salt__gt", "")
                            ),
                            models.Q(("content", ""), ("erased_seq__isnull", False), ("salt", "")),
                            _connector="OR",
                        ),
                        name="ledger_detail_kept_or_erased",
                        violation_error_message="A detail is either kept whole or erased with a reason.",
                    )
                ],
            },
        ),
    ]
