from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LatestSlot",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("slot_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=120)),
                ("arguments", models.JSONField()),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("attempt_count", models.PositiveSmallIntegerField(default=0)),
                ("enqueued_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("worker", models.CharField(blank=True, max_length=80)),
                ("leased_until", models.DateTimeField(null=True)),
                ("wanted_again", models.BooleanField(default=False)),
                ("done_count", models.PositiveIntegerField(default=0)),
                ("total_count", models.PositiveIntegerField(default=0)),
                ("sentence", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["due_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["due_at", "id"],
                        name="jobs_waiting_by_due",
                    ),
                    models.Index(
                        condition=models.Q(("state", "running")),
                        fields=["leased_until"],
                        name="jobs_running_by_lease",
                    ),
                    models.Index(fields=["state", "finished_at"], name="jobs_by_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "running"))),
                        fields=("name", "key"),
                        name="jobs_one_pending_for_a_key",
                        violation_error_message="This work is already waiting to be done.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("waiting", "running", "done", "failed"))),
                        name="jobs_state_is_known",
                        violation_error_message="Background work is waiting, running, done or failed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "running"),
                                ("leased_until__isnull", False),
                                models.Q(("worker", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "running"), _negated=True),
                                ("leased_until__isnull", True),
                                ("wanted_again", False),
                                ("worker", ""),
                            ),
                            _connector="OR",
                        ),
                        name="jobs_running_has_a_lease",
                        violation_error_message="Work has a worker and a lease exactly while it runs.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finished_at__isnull", False), ("state__in", ("done", "failed"))
                            ),
                            models.Q(
                                ("finished_at__isnull", True), ("state__in", ("waiting", "running"))
                            ),
                            _connector="OR",
                        ),
                        name="jobs_finished_has_a_time",
                        violation_error_message="Work that is done or failed says when it ended.",
                    ),
                ],
            },
        ),
    ]
