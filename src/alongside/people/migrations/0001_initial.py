import django.db.models.deletion
from django.db import migrations, models

import alongside.kernel.references


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LocalArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=200, unique=True)),
                ("short_name", models.CharField(max_length=60)),
                ("dfe_code", models.CharField(blank=True, max_length=3)),
                ("word_for_coproduction", models.CharField(default="co-production", max_length=60)),
                ("brand", models.CharField(blank=True, max_length=20)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dfe_code", ""), _negated=True),
                        fields=("dfe_code",),
                        name="area_dfe_code_once",
                        violation_error_message="Another local area already has this DfE code.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "council"),
                            ("health", "health"),
                            ("provider", "provider"),
                            ("school", "school"),
                            ("forum", "forum"),
                            ("voluntary", "voluntary"),
                            ("national", "national"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ods_code", models.CharField(blank=True, max_length=10)),
                ("dfe_code", models.CharField(blank=True, max_length=10)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="people.organisation",
                    ),
                ),
                (
                    "registered_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                (
                                    "council",
                                    "health",
                                    "provider",
                                    "school",
                                    "forum",
                                    "voluntary",
                                    "national",
                                ),
                            )
                        ),
                        name="organisation_kind_known",
                        violation_error_message="Choose what kind of organisation this is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="organisation_not_own_parent",
                        violation_error_message="An organisation cannot be part of itself.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ods_code", ""), _negated=True),
                        fields=("ods_code",),
                        name="organisation_ods_code_once",
                        violation_error_message="Another organisation already has this ODS code.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("dfe_code", ""), _negated=True),
                        fields=("dfe_code",),
                        name="organisation_dfe_code_once",
                        violation_error_message="Another organisation already has this DfE code.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                ("email", models.EmailField(blank=True, max_length=254)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "registered_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="person_has_a_name",
                        violation_error_message="Enter the person's name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaPartner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "partner",
                    models.CharField(
                        choices=[
                            ("council", "council"),
                            ("health", "health"),
                            ("education", "education"),
                            ("social_care", "social_care"),
                            ("families", "families"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("abbreviation", models.CharField(blank=True, max_length=20)),
                ("partner_from", models.DateField(blank=True, null=True)),
                ("partner_until", models.DateField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "partner__in",
                                (
                                    "council",
                                    "health",
                                    "education",
                                    "social_care",
                                    "families",
                                    "other",
                                ),
                            )
                        ),
                        name="area_partner_code_known",
                        violation_error_message="Choose which partner the organisation acts for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("partner_until", None),
                            ("partner_from", None),
                            ("partner_until__gt", models.F("partner_from")),
                            _connector="OR",
                        ),
                        name="area_partner_ends_after_start",
                        violation_error_message="The end must be later than the start.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("partner_until", None)),
                        fields=("area", "organisation", "partner"),
                        name="area_partner_current_once",
                        violation_error_message="This organisation is already this partner in the area.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
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
                ("title", models.CharField(max_length=200)),
                ("closed_on", models.DateField(blank=True, null=True)),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="post_has_a_title",
                        violation_error_message="Enter the title of the post.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("followed_on", models.DateField()),
                (
                    "predecessor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="succession",
                        to="people.organisation",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessions",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="succession_not_own_successor",
                        violation_error_message="An organisation cannot follow itself.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PostHolding",
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
                ("held_from", models.DateField(blank=True, null=True)),
                ("held_until", models.DateField(blank=True, null=True)),
                ("initials", models.CharField(blank=True, max_length=12)),
                ("is_job_share", models.BooleanField(default=False)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="people.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="people.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_until", None),
                            ("held_from", None),
                            ("held_until__gt", models.F("held_from")),
                            _connector="OR",
                        ),
                        name="holding_ends_after_start",
                        violation_error_message="The end must be later than the start.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("held_until", None), ("is_job_share", False)),
                        fields=("post",),
                        name="holding_one_current",
                        violation_error_message="Somebody holds this post already. End that first, or mark a job share.",
                    ),
                ],
            },
        ),
    ]
