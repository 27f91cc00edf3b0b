import alongside.kernel.references
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_initial"),
        ("measures", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
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
                ("kind", models.CharField(max_length=30)),
                ("title", models.CharField(max_length=300)),
                ("inspected_from", models.DateField(blank=True, null=True)),
                ("inspected_until", models.DateField(blank=True, null=True)),
                ("report_published_on", models.DateField(blank=True, null=True)),
                ("judged_fit_on", models.DateField(blank=True, null=True)),
                ("fit_judge", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("submitted_on", models.DateField(blank=True, null=True)),
                ("timescale_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("timescale_text", models.TextField(blank=True)),
                ("embedded_review_points", models.PositiveSmallIntegerField(default=3)),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "written_statement_of_action",
                                    "accelerated_progress_plan",
                                    "priority_action_plan",
                                    "strategy",
                                ],
                            )
                        ),
                        name="plan_statement_kind",
                        violation_error_message="Choose one of the listed values for kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="plan_statement_has_title",
                        violation_error_message="Give the document a title.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("embedded_review_points__gte", 1), ("embedded_review_points__lte", 24)
                        ),
                        name="plan_statement_review_points",
                        violation_error_message="Set between 1 and 24 review points for embedded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("inspected_until__isnull", True),
                            ("inspected_from__isnull", True),
                            ("inspected_until__gt", models.F("inspected_from")),
                            _connector="OR",
                        ),
                        name="plan_statement_inspection_in_order",
                        violation_error_message="The inspection must end after it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
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
                ("kind", models.CharField(max_length=5)),
                ("title", models.CharField(max_length=200)),
                ("description", models.TextField(blank=True)),
                ("mitigation", models.TextField(blank=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("raised_at", models.DateTimeField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closing_words", models.TextField(blank=True)),
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
                    "owner_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="plan.statement",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "review_on"], name="plan_risk_review")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["risk", "issue"])),
                        name="plan_risk_kind",
                        violation_error_message="Choose one of the listed values for kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="plan_risk_has_title",
                        violation_error_message="Give the risk or issue a title.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("closing_words", "")),
                            models.Q(
                                ("closed_on__isnull", False),
                                models.Q(("closing_words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_risk_closed_with_words",
                        violation_error_message="Say why the risk or issue is closed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceDocument",
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
                ("kind", models.CharField(max_length=20)),
                ("order", models.PositiveSmallIntegerField(default=1)),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                ("title", models.TextField(blank=True)),
                ("schema_version", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("extracted_from", models.TextField(blank=True)),
                ("extracted_sha256", models.CharField(blank=True, max_length=64)),
                ("extraction_kind", models.TextField(blank=True)),
                ("status_line", models.TextField(blank=True)),
                ("why", models.TextField(blank=True)),
                ("publisher", models.TextField(blank=True)),
                ("licence", models.TextField(blank=True)),
                ("retrieved_from", models.TextField(blank=True)),
                ("imported_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="plan.statement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["statement", "published_progress", "table"])
                        ),
                        name="plan_source_kind",
                        violation_error_message="Choose one of the listed values for kind.",
                    ),
                    models.UniqueConstraint(
                        fields=("statement", "kind", "order"),
                        name="plan_source_order_once",
                        violation_error_message="There is already a source of this kind in this place.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
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
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("month_text", models.CharField(blank=True, max_length=80)),
                ("months", models.JSONField(blank=True, default=list)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="plan.statement",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "activities",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "order"),
                        name="plan_activity_order_once",
                        violation_error_message="There is already an activity in this place of the list.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountablePartner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("partner", models.CharField(max_length=20)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partners",
                        to="plan.statement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "partner__in",
                                [
                                    "council",
                                    "health",
                                    "education",
                                    "social_care",
                                    "families",
                                    "other",
                                ],
                            )
                        ),
                        name="plan_accountable_partner_code",
                        violation_error_message="Choose one of the listed values for partner.",
                    ),
                    models.UniqueConstraint(
                        fields=("statement", "partner"),
                        name="plan_accountable_partner_once",
                        violation_error_message="This partner is already accountable for the document.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Weakness",
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
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
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
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weaknesses",
                        to="plan.statement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "number"),
                        name="plan_weakness_number_once",
                        violation_error_message="There is already a weakness with this number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1), models.Q(("title", ""), _negated=True)
                        ),
                        name="plan_weakness_numbered_and_titled",
                        violation_error_message="Give the weakness a number from 1 and a title.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrintedLeader",
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
                ("listed_in", models.CharField(max_length=12)),
                ("order", models.PositiveSmallIntegerField()),
                ("initials", models.CharField(blank=True, max_length=20)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("organisation", models.CharField(blank=True, max_length=200)),
                ("role", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "holding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.postholding",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaders",
                        to="plan.sourcedocument",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaders",
                        to="plan.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["listed_in", "order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("listed_in__in", ["strategic", "operational", "signatory"])
                        ),
                        name="plan_leader_list",
                        violation_error_message="Choose one of the listed values for listed in.",
                    ),
                    models.UniqueConstraint(
                        fields=("statement", "listed_in", "order"),
                        name="plan_leader_place_once",
                        violation_error_message="There is already a leader in this place of the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("assessed_on", models.DateField()),
                ("likelihood_before", models.PositiveSmallIntegerField()),
                ("impact_before", models.PositiveSmallIntegerField()),
                ("likelihood_after", models.PositiveSmallIntegerField()),
                ("impact_after", models.PositiveSmallIntegerField()),
                ("note", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="plan.risk",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["risk", "-assessed_on", "-id"], name="plan_assessment_latest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("impact_after__range", (1, 5)),
                            ("impact_before__range", (1, 5)),
                            ("likelihood_after__range", (1, 5)),
                            ("likelihood_before__range", (1, 5)),
                        ),
                        name="plan_assessment_one_to_five",
                        violation_error_message="Give likelihood and impact as whole numbers from 1 to 5.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressColumn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("column_on", models.DateField()),
                ("column_precision", models.CharField(default="month", max_length=5)),
                ("label", models.CharField(blank=True, max_length=100)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="columns",
                        to="plan.sourcedocument",
                    ),
                ),
            ],
            options={
                "ordering": ["source", "order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("column_on__isnull", True), ("column_precision", "")),
                            models.Q(
                                ("column_on__isnull", False),
                                ("column_precision__in", ["day", "month"]),
                            ),
                            _connector="OR",
                        ),
                        name="plan_column_date_whole",
                        violation_error_message="Give a date as a day or as a month, or leave it empty.",
                    ),
                    models.UniqueConstraint(
                        fields=("source", "order"),
                        name="plan_column_order_once",
                        violation_error_message="There is already a column in this place.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Workstream",
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
                ("order", models.PositiveSmallIntegerField(default=1)),
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
                    "officer_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workstreams",
                        to="plan.statement",
                    ),
                ),
                (
                    "weakness",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workstreams",
                        to="plan.weakness",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "title"),
                        name="plan_workstream_title_once",
                        violation_error_message="There is already a workstream with this title.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="plan_workstream_has_title",
                        violation_error_message="Give the workstream a title.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Line",
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
                ("kind", models.CharField(max_length=10)),
                ("reference", models.CharField(max_length=30)),
                ("part", models.CharField(blank=True, max_length=10)),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("start_on", models.DateField(blank=True, null=True)),
                ("start_precision", models.CharField(blank=True, default="", max_length=5)),
                ("end_on", models.DateField(blank=True, null=True)),
                ("end_precision", models.CharField(blank=True, default="", max_length=5)),
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="plan.line",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="plan.statement",
                    ),
                ),
                (
                    "weakness",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="plan.weakness",
                    ),
                ),
                (
                    "workstream",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="plan.workstream",
                    ),
                ),
            ],
            options={
                "ordering": ["statement", "order", "id"],
                "indexes": [
                    models.Index(fields=["statement", "order"], name="plan_line_place"),
                    models.Index(fields=["area", "end_on"], name="plan_line_end"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["outcome", "priority", "objective", "action", "task"])
                        ),
                        name="plan_line_kind",
                        violation_error_message="Choose one of the listed values for kind.",
                    ),
                    models.UniqueConstraint(
                        fields=("statement", "reference"),
                        name="plan_line_reference_once",
                        violation_error_message="There is already a line with this reference.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reference", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="plan_line_has_reference_and_text",
                        violation_error_message="Give the line a reference and say what is promised.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["outcome", "priority"]), ("parent__isnull", True)
                            ),
                            models.Q(
                                models.Q(("kind__in", ["outcome", "priority"]), _negated=True),
                                ("parent__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="plan_line_stands_in_its_place",
                        violation_error_message="An outcome or a priority stands at the top; everything else stands below a line.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("start_on__isnull", True), ("start_precision", "")),
                            models.Q(
                                ("start_on__isnull", False),
                                ("start_precision__in", ["day", "month"]),
                            ),
                            _connector="OR",
                        ),
                        name="plan_line_start_whole",
                        violation_error_message="Give a date as a day or as a month, or leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_on__isnull", True), ("end_precision", "")),
                            models.Q(
                                ("end_on__isnull", False), ("end_precision__in", ["day", "month"])
                            ),
                            _connector="OR",
                        ),
                        name="plan_line_end_whole",
                        violation_error_message="Give a date as a day or as a month, or leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_on", None),
                            ("end_on", None),
                            ("end_on__gte", models.F("start_on")),
                            _connector="OR",
                        ),
                        name="plan_line_dates_in_order",
                        violation_error_message="The end date cannot be before the start date.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkstreamMember",
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
                ("side", models.CharField(max_length=12)),
                ("member_from", models.DateField()),
                ("member_until", models.DateField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
                (
                    "workstream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="plan.workstream",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", True), ("post__isnull", False)),
                            models.Q(("person__isnull", False), ("post__isnull", True)),
                            _connector="OR",
                        ),
                        name="plan_member_is_post_or_person",
                        violation_error_message="Choose either a post or a person, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("member_until__isnull", True),
                            ("member_from__isnull", True),
                            ("member_until__gt", models.F("member_from")),
                            _connector="OR",
                        ),
                        name="plan_member_period_in_order",
                        violation_error_message="The day they left must be later than the day they joined.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("member_until", None), ("post__isnull", False)),
                        fields=("workstream", "post"),
                        name="plan_member_post_once",
                        violation_error_message="This post already belongs to the workstream.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("member_until", None), ("person__isnull", False)),
                        fields=("workstream", "person"),
                        name="plan_member_person_once",
                        violation_error_message="This person already belongs to the workstream.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImpactStatement",
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
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
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
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="impacts",
                        to="plan.line",
                    ),
                ),
            ],
            options={
                "ordering": ["line", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("line", "order"),
                        name="plan_impact_order_once",
                        violation_error_message="There is already an impact in this place.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportQuestion",
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
                ("kind", models.CharField(max_length=20)),
                ("about", models.CharField(max_length=5)),
                ("printed", models.CharField(max_length=200)),
                ("context", models.TextField(blank=True)),
                ("organisation", models.CharField(blank=True, max_length=200)),
                ("partner", models.CharField(blank=True, max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer_on", models.DateField(blank=True, null=True)),
                ("answer_precision", models.CharField(blank=True, default="", max_length=5)),
                ("answer_note", models.TextField(blank=True)),
                (
                    "answer_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="plan.line",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="plan.sourcedocument",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="plan.statement",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "answered_at"], name="plan_question_waiting")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "ambiguous_initials",
                                    "other_organisation",
                                    "unknown_initials",
                                    "unclear_date",
                                ],
                            )
                        ),
                        name="plan_question_kind",
                        violation_error_message="Choose one of the listed values for kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about__in", ["lead", "start", "end"])),
                        name="plan_question_about",
                        violation_error_message="Choose one of the listed values for about.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "partner__in",
                                [
                                    "council",
                                    "health",
                                    "education",
                                    "social_care",
                                    "families",
                                    "other",
                                    "",
                                ],
                            )
                        ),
                        name="plan_question_partner",
                        violation_error_message="Choose one of the listed values for partner.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer_on__isnull", True), ("answer_precision", "")),
                            models.Q(
                                ("answer_on__isnull", False),
                                ("answer_precision__in", ["day", "month"]),
                            ),
                            _connector="OR",
                        ),
                        name="plan_question_answer_whole",
                        violation_error_message="Give a date as a day or as a month, or leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(
                                ("answered_at__isnull", False), ("answered_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="plan_question_answered_whole",
                        violation_error_message="An answer has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", False),
                            models.Q(
                                ("answer_note", ""),
                                ("answer_on__isnull", True),
                                ("answer_post__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_question_answer_is_answered",
                        violation_error_message="An answer has a person and a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ForumView",
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
                ("verdict", models.CharField(max_length=10)),
                ("viewed_on", models.DateField()),
                ("text", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forum_views",
                        to="plan.line",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["line", "-viewed_on", "-id"], name="plan_forum_view_latest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["yes", "partly", "not_yet"])),
                        name="plan_forum_view_verdict",
                        violation_error_message="Choose one of the listed values for verdict.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DateChange",
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
                ("which", models.CharField(max_length=5)),
                ("old_on", models.DateField(blank=True, null=True)),
                ("old_precision", models.CharField(blank=True, default="", max_length=5)),
                ("new_on", models.DateField()),
                ("new_precision", models.CharField(max_length=5)),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("consented_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("answer_note", models.TextField(blank=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "consented_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="date_changes",
                        to="plan.line",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "asked_at"], name="plan_date_change_when")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("which__in", ["start", "end"])),
                        name="plan_date_change_which",
                        violation_error_message="Choose one of the listed values for which.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("old_on__isnull", True), ("old_precision", "")),
                            models.Q(
                                ("old_on__isnull", False), ("old_precision__in", ["day", "month"])
                            ),
                            _connector="OR",
                        ),
                        name="plan_date_change_old_whole",
                        violation_error_message="Give a date as a day or as a month, or leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("new_on__isnull", True), ("new_precision", "")),
                            models.Q(
                                ("new_on__isnull", False), ("new_precision__in", ["day", "month"])
                            ),
                            _connector="OR",
                        ),
                        name="plan_date_change_new_whole",
                        violation_error_message="Give a date as a day or as a month, or leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="plan_date_change_has_reason",
                        violation_error_message="Say why the date has to change.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("old_on", None),
                            models.Q(("new_on", models.F("old_on")), _negated=True),
                            models.Q(("new_precision", models.F("old_precision")), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_date_change_changes",
                        violation_error_message="The new date is the same as the old one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("consented_at__isnull", True), ("consented_by__isnull", True)
                            ),
                            models.Q(
                                ("consented_at__isnull", False), ("consented_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="plan_date_change_consent_whole",
                        violation_error_message="A consent has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused_at__isnull", True), ("refused_by__isnull", True)),
                            models.Q(("refused_at__isnull", False), ("refused_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_date_change_refusal_whole",
                        violation_error_message="A refusal has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consented_at", None), ("refused_at", None), _connector="OR"
                        ),
                        name="plan_date_change_answered_once",
                        violation_error_message="A date change is consented to or refused, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_by", None),
                            ("consented_by", None),
                            models.Q(("consented_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_date_change_other_eyes",
                        violation_error_message="The person who asked for a date change cannot consent to it.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("consented_at", None), ("refused_at", None)),
                        fields=("line", "which"),
                        name="plan_date_change_one_waiting",
                        violation_error_message="A change of this date is already waiting for consent.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardJudgement",
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
                ("verdict", models.CharField(max_length=10)),
                ("judged_on", models.DateField()),
                ("text", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="plan.line",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["line", "-judged_on", "-id"], name="plan_judgement_latest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["yes", "partly", "not_yet"])),
                        name="plan_judgement_verdict",
                        violation_error_message="Choose one of the listed values for verdict.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureOfSuccess",
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
                ("reference", models.CharField(max_length=30)),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("kind", models.CharField(max_length=12)),
                (
                    "target_value",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True),
                ),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("comparator", models.CharField(blank=True, max_length=10)),
                ("printed_comparator", models.CharField(blank=True, max_length=2)),
                ("quantifier", models.CharField(blank=True, max_length=10)),
                ("date_on", models.DateField(blank=True, null=True)),
                ("date_precision", models.CharField(blank=True, default="", max_length=5)),
                ("date_role", models.CharField(blank=True, max_length=4)),
                ("measure_type", models.CharField(blank=True, max_length=60)),
                ("table_row", models.CharField(blank=True, max_length=100)),
                ("action_part_printed", models.CharField(blank=True, max_length=20)),
                ("counted_by", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_measures",
                        to="plan.line",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="plan.line",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="measures.series",
                    ),
                ),
            ],
            options={
                "ordering": ["line", "order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["quantified", "milestone", "qualitative"])
                        ),
                        name="plan_measure_kind",
                        violation_error_message="Choose one of the listed values for kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "comparator__in",
                                ["at_least", "more_than", "at_most", "less_than", ""],
                            )
                        ),
                        name="plan_measure_comparator",
                        violation_error_message="Choose one of the listed values for comparator.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("printed_comparator__in", ["eq", "gt", ""])),
                        name="plan_measure_printed_comparator",
                        violation_error_message="Choose one of the listed values for printed comparator.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantifier__in", ["all", ""])),
                        name="plan_measure_quantifier",
                        violation_error_message="Choose one of the listed values for quantifier.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("date_role__in", ["by", "from", ""])),
                        name="plan_measure_date_role",
                        violation_error_message="Choose one of the listed values for date role.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date_on__isnull", True), ("date_precision", "")),
                            models.Q(
                                ("date_on__isnull", False), ("date_precision__in", ["day", "month"])
                            ),
                            _connector="OR",
                        ),
                        name="plan_measure_date_whole",
                        violation_error_message="Give a date as a day or as a month, or leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("comparator", ""), ("target_value", None)),
                            models.Q(
                                ("target_value__isnull", False),
                                models.Q(("comparator", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_measure_target_compared",
                        violation_error_message="A target number says how it is compared: at least, or more than.",
                    ),
                    models.UniqueConstraint(
                        fields=("line", "reference"),
                        name="plan_measure_reference_once",
                        violation_error_message="There is already a measure with this reference.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
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
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("due_precision", models.CharField(blank=True, default="", max_length=5)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
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
                    "completed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="plan.line",
                    ),
                ),
            ],
            options={
                "ordering": ["line", "order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on__isnull", True), ("due_precision", "")),
                            models.Q(
                                ("due_on__isnull", False), ("due_precision__in", ["day", "month"])
                            ),
                            _connector="OR",
                        ),
                        name="plan_milestone_due_whole",
                        violation_error_message="Give a date as a day or as a month, or leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completed_at__isnull", True), ("done_on__isnull", True)),
                            models.Q(("completed_at__isnull", False), ("done_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_milestone_done_recorded",
                        violation_error_message="A milestone that is done has a day and a record of who said so.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("completed_at__isnull", False),
                            ("completed_by__isnull", True),
                            _connector="OR",
                        ),
                        name="plan_milestone_done_at_and_by",
                        violation_error_message="Say when the milestone was recorded as done.",
                    ),
                    models.UniqueConstraint(
                        fields=("line", "order"),
                        name="plan_milestone_order_once",
                        violation_error_message="There is already a milestone in this place.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutcomeLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome_links",
                        to="plan.line",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="serving_links",
                        to="plan.line",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("line", "outcome"),
                        name="plan_outcome_link_once",
                        violation_error_message="The line is already linked to this outcome.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("line", models.F("outcome")), _negated=True),
                        name="plan_outcome_link_not_itself",
                        violation_error_message="A line cannot serve itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rewording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_text", models.TextField()),
                ("reason", models.TextField()),
                ("changed_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewordings",
                        to="plan.line",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["line", "changed_at"], name="plan_rewording_when")
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risk_links",
                        to="plan.line",
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line_links",
                        to="plan.risk",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("risk", "line"),
                        name="plan_risk_line_once",
                        violation_error_message="The risk is already linked to this line.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("start_text", models.CharField(blank=True, max_length=40)),
                ("start_printed", models.CharField(blank=True, max_length=200)),
                ("end_text", models.CharField(blank=True, max_length=40)),
                ("end_printed", models.CharField(blank=True, max_length=200)),
                ("end_note", models.TextField(blank=True)),
                ("lead_printed", models.TextField(blank=True)),
                ("status_printed", models.CharField(blank=True, max_length=200)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_rows",
                        to="plan.line",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="plan.sourcedocument",
                    ),
                ),
            ],
            options={
                "ordering": ["source", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "line"),
                        name="plan_published_row_once",
                        violation_error_message="The source already has a row for this line.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=40)),
                ("topic", models.CharField(blank=True, max_length=80)),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="plan.line",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="plan.sourcedocument",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="plan.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["section", "order", "id"],
                "indexes": [
                    models.Index(
                        fields=["statement", "section", "order"], name="plan_passage_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusEntry",
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
                ("code", models.CharField(max_length=20)),
                ("status_on", models.DateField()),
                ("status_precision", models.CharField(default="day", max_length=5)),
                ("note", models.TextField(blank=True)),
                ("forecast_on", models.DateField(blank=True, null=True)),
                ("forecast_precision", models.CharField(blank=True, default="", max_length=5)),
                ("as_published", models.BooleanField(default=False)),
                ("printed", models.CharField(blank=True, max_length=200)),
                ("recorded_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="plan.progresscolumn",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by_entry",
                        to="plan.statusentry",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="plan.line",
                    ),
                ),
                (
                    "recorded_by",
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
                "indexes": [
                    models.Index(fields=["line", "-status_on", "-id"], name="plan_status_latest"),
                    models.Index(fields=["area", "recorded_at"], name="plan_status_recorded"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "not_started",
                                    "started_delayed",
                                    "progressing_delayed",
                                    "on_track",
                                    "completed",
                                    "embedded",
                                ],
                            )
                        ),
                        name="plan_status_code",
                        violation_error_message="Choose one of the listed values for code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status_on__isnull", True), ("status_precision", "")),
                            models.Q(
                                ("status_on__isnull", False),
                                ("status_precision__in", ["day", "month"]),
                            ),
                            _connector="OR",
                        ),
                        name="plan_status_date_whole",
                        violation_error_message="Give a date as a day or as a month, or leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("forecast_on__isnull", True), ("forecast_precision", "")),
                            models.Q(
                                ("forecast_on__isnull", False),
                                ("forecast_precision__in", ["day", "month"]),
                            ),
                            _connector="OR",
                        ),
                        name="plan_status_forecast_whole",
                        violation_error_message="Give a date as a day or as a month, or leave it empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("as_published", True),
                            models.Q(("column__isnull", True), ("printed", "")),
                            _connector="OR",
                        ),
                        name="plan_status_printed_words_are_published",
                        violation_error_message="Only a status from a published table has printed words and a column.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("column__isnull", False)),
                        fields=("line", "column"),
                        name="plan_status_column_once",
                        violation_error_message="The line already has a status in this column.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lead",
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
                ("partner", models.CharField(max_length=20)),
                ("lead_from", models.DateField(blank=True, null=True)),
                ("lead_until", models.DateField(blank=True, null=True)),
                ("assigned_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="plan.line",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "post"], name="plan_lead_post")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "partner__in",
                                [
                                    "council",
                                    "health",
                                    "education",
                                    "social_care",
                                    "families",
                                    "other",
                                ],
                            )
                        ),
                        name="plan_lead_partner",
                        violation_error_message="Choose one of the listed values for partner.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lead_until__isnull", True),
                            ("lead_from__isnull", True),
                            ("lead_until__gt", models.F("lead_from")),
                            _connector="OR",
                        ),
                        name="plan_lead_period_in_order",
                        violation_error_message="The day the lead ended must be later than the day it began.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lead_until", None)),
                        fields=("line", "partner", "post"),
                        name="plan_lead_post_once",
                        violation_error_message="This post already leads the line.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", False), ("ended_by__isnull", True), _connector="OR"
                        ),
                        name="plan_lead_end_recorded",
                        violation_error_message="Say when the end of the lead was recorded.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                ("kind", models.CharField(max_length=10)),
                ("title", models.CharField(max_length=200)),
                ("description", models.TextField(blank=True)),
                ("address", models.URLField(blank=True, max_length=1000)),
                ("document_reference", models.CharField(blank=True, max_length=300)),
                ("dated_on", models.DateField(blank=True, null=True)),
                ("author", models.CharField(blank=True, max_length=200)),
                ("attached_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "attached_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "impact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="plan.impactstatement",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="plan.line",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evidence",
                "indexes": [
                    models.Index(fields=["area", "attached_at"], name="plan_evidence_when")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("impact__isnull", True), ("line__isnull", False)),
                            models.Q(("impact__isnull", False), ("line__isnull", True)),
                            _connector="OR",
                        ),
                        name="plan_evidence_has_one_subject",
                        violation_error_message="Evidence belongs to one line or to one impact.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("address", ""),
                                ("document_reference", ""),
                                ("file__isnull", False),
                                ("kind", "file"),
                            ),
                            models.Q(
                                ("address__gt", ""),
                                ("document_reference", ""),
                                ("file__isnull", True),
                                ("kind", "address"),
                            ),
                            models.Q(
                                ("address", ""),
                                ("document_reference__gt", ""),
                                ("file__isnull", True),
                                ("kind", "document"),
                            ),
                            _connector="OR",
                        ),
                        name="plan_evidence_is_one_thing",
                        violation_error_message="Give a file, a web address, or the reference of a document.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="plan_evidence_has_title",
                        violation_error_message="Give the evidence a title.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionCandidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("proposed", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plan.printedleader",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidates",
                        to="plan.importquestion",
                    ),
                ),
            ],
            options={
                "ordering": ["question", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "order"),
                        name="plan_candidate_order_once",
                        violation_error_message="There is already a candidate in this place.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("proposed", True)),
                        fields=("question",),
                        name="plan_candidate_one_proposed",
                        violation_error_message="Only one candidate can be proposed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasurePlacement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=40)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="plan.measureofsuccess",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="plan.sourcedocument",
                    ),
                ),
            ],
            options={
                "ordering": ["source", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "measure", "label"),
                        name="plan_placement_once",
                        violation_error_message="The source already places this measure there.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("withdrawn_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "evidence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="plan.evidence",
                    ),
                ),
                (
                    "withdrawn_by",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatusEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_links",
                        to="plan.evidence",
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_links",
                        to="plan.statusentry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("status", "evidence"),
                        name="plan_status_evidence_once",
                        violation_error_message="The status already names this evidence.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImpactAnswer",
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
                ("kind", models.CharField(max_length=10)),
                ("verdict", models.CharField(blank=True, max_length=10)),
                ("answered_on", models.DateField()),
                ("text", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="impact_answers",
                        to="plan.evidence",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "impact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="plan.impactstatement",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["impact", "kind", "-answered_on"], name="plan_impact_answer_latest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["evidence", "board", "forum"])),
                        name="plan_impact_answer_kind",
                        violation_error_message="Choose one of the listed values for kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["yes", "partly", "not_yet", ""])),
                        name="plan_impact_answer_verdict",
                        violation_error_message="Choose one of the listed values for verdict.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("evidence__isnull", False), ("kind", "evidence"), ("verdict", "")
                            ),
                            models.Q(
                                models.Q(("kind", "evidence"), _negated=True),
                                models.Q(("verdict", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_impact_answer_says_something",
                        violation_error_message="Name the evidence, or say what the board judged or the forum sees.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JudgementEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgement_links",
                        to="plan.evidence",
                    ),
                ),
                (
                    "judgement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_links",
                        to="plan.boardjudgement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("judgement", "evidence"),
                        name="plan_judgement_evidence_once",
                        violation_error_message="The judgement already names this evidence.",
                    )
                ],
            },
        ),
    ]
