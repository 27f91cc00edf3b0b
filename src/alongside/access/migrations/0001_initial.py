import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import alongside.kernel.references


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=256)),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
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
                (
                    "email",
                    models.EmailField(
                        error_messages={
                            "unique": "Another account already uses this e-mail address."
                        },
                        max_length=254,
                        unique=True,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower(models.F("email")))
                        ),
                        name="account_email_lower_case",
                        violation_error_message="Write the e-mail address in small letters.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
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
                ("role", models.CharField(max_length=40)),
                ("case_ref", models.CharField(blank=True, max_length=16)),
                ("purpose", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("ordinary", "ordinary"), ("emergency", "emergency")],
                        default="ordinary",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("granted_from", models.DateTimeField()),
                ("granted_until", models.DateTimeField(blank=True, null=True)),
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
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "area"], name="grant_person_area")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("ordinary", "emergency"))),
                        name="grant_kind_known",
                        violation_error_message="A grant is either ordinary or taken in an emergency.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose", ""), _negated=True),
                        name="grant_has_a_purpose",
                        violation_error_message="Say what the access is for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_until", None),
                            ("granted_until__gt", models.F("granted_from")),
                            _connector="OR",
                        ),
                        name="grant_ends_after_start",
                        violation_error_message="The end must be later than the start.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_by", None), ("ended_at__isnull", False), _connector="OR"
                        ),
                        name="grant_ended_by_with_at",
                        violation_error_message="Say when the access was ended.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_by", None),
                            ("kind", "emergency"),
                            models.Q(("granted_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="grant_not_to_oneself",
                        violation_error_message="Nobody may give access to themselves.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "emergency"), _negated=True),
                            models.Q(
                                models.Q(("reason", ""), _negated=True),
                                ("granted_until__isnull", False),
                                models.Q(
                                    ("organisation__isnull", False),
                                    models.Q(("case_ref", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="grant_emergency_is_narrow",
                        violation_error_message="Emergency access needs a reason, an end, and one organisation or case.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmergencyReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("justified", "justified"), ("not_justified", "not_justified")],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField()),
                ("reviewed_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "grant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="access.grant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ("justified", "not_justified"))),
                        name="emergency_review_outcome_known",
                        violation_error_message="Say whether the access was justified.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True),
                        name="emergency_review_has_a_note",
                        violation_error_message="Write what you found.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedInSession",
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
                ("session_key", models.CharField(max_length=40, unique=True)),
                ("device", models.CharField(blank=True, max_length=120)),
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
