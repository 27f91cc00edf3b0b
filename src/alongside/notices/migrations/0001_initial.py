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
            name="Notice",
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
                ("code", models.CharField(max_length=40)),
                ("sentence", models.CharField(max_length=200)),
                ("address", models.CharField(max_length=300)),
                ("key", models.CharField(max_length=160)),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="notices",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "area", "-made_at"], name="notice_own"),
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["person", "area"],
                        name="notice_unread",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "person", "key"),
                        name="notice_told_once",
                        violation_error_message="This person was already told.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("address__startswith", "/"),
                            models.Q(("address__startswith", "//"), _negated=True),
                        ),
                        name="notice_leads_into_the_house",
                        violation_error_message="A message may only lead to a page of Alongside.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("read_at", None),
                            ("read_at__gte", models.F("made_at")),
                            _connector="OR",
                        ),
                        name="notice_read_after_made",
                        violation_error_message="A message cannot be read before it was made.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("person",),
                        name="calendar_link_one_each",
                        violation_error_message="You already have a calendar link. Turn it off first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliveryChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("at_once", "By e-mail, as soon as something changes"),
                            ("daily", "By one e-mail a day, in the morning"),
                            ("in_app", "Only here, without e-mail"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["at_once", "daily", "in_app"])),
                        name="delivery_choice_known",
                        violation_error_message="Choose how you want to be told.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("given_up", "given_up"),
                            ("not_needed", "not_needed"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("leaves_at", models.DateTimeField()),
                ("attempts_count", models.PositiveSmallIntegerField(default=0)),
                ("claim", models.CharField(blank=True, max_length=16)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("trouble", models.CharField(blank=True, max_length=200)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.localarea",
                    ),
                ),
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="message",
                        to="notices.notice",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "leaves_at"], name="outbox_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("waiting", "sending", "sent", "given_up", "not_needed"))
                        ),
                        name="outbox_state_known",
                        violation_error_message="This is no state of an e-mail.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="outbox_sent_with_its_time",
                        violation_error_message="An e-mail is sent at a time, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "given_up"), _negated=True),
                            models.Q(("trouble", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="outbox_given_up_with_a_reason",
                        violation_error_message="Say why the e-mail was given up.",
                    ),
                ],
            },
        ),
    ]
