"""A piece of background work, and when each schedule last began one.

A row is the whole truth about its work: waiting, running under a lease, done or failed. Arguments
are ids, never words about a person.
"""

from django.db import models
from django.db.models import Q

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
STATES = (WAITING, RUNNING, DONE, FAILED)
PENDING = (WAITING, RUNNING)


class Job(models.Model):
    """``wanted_again``: the same work was asked for while it ran, so it will run once more."""

    name = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    arguments = models.JSONField()
    state = models.CharField(max_length=10, default=WAITING)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    enqueued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    leased_until = models.DateTimeField(null=True)
    wanted_again = models.BooleanField(default=False)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    sentence = models.TextField(blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=Q(state=WAITING), name="jobs_waiting_by_due"
            ),
            models.Index(
                fields=["leased_until"], condition=Q(state=RUNNING), name="jobs_running_by_lease"
            ),
            models.Index(fields=["state", "finished_at"], name="jobs_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "key"],
                condition=Q(state__in=PENDING),
                name="jobs_one_pending_for_a_key",
                violation_error_message="This work is already waiting to be done.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=STATES),
                name="jobs_state_is_known",
                violation_error_message="Background work is waiting, running, done or failed.",
            ),
            models.CheckConstraint(
                condition=(Q(state=RUNNING) & Q(leased_until__isnull=False) & ~Q(worker=""))
                | (~Q(state=RUNNING) & Q(leased_until__isnull=True, worker="", wanted_again=False)),
                name="jobs_running_has_a_lease",
                violation_error_message="Work has a worker and a lease exactly while it runs.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(DONE, FAILED), finished_at__isnull=False)
                | Q(state__in=PENDING, finished_at__isnull=True),
                name="jobs_finished_has_a_time",
                violation_error_message="Work that is done or failed says when it ended.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "name", "key", "arguments", "state", "attempt_count", "enqueued_at", "due_at",
            "started_at", "finished_at", "worker", "leased_until", "wanted_again", "done_count",
            "total_count", "sentence",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.key} ({self.state})"


class LatestSlot(models.Model):
    """The latest slot of a schedule that was enqueued. Two workers cannot both move it on."""

    name = models.CharField(max_length=80, primary_key=True)
    slot_at = models.DateTimeField()

    class Privacy:
        staff = ("name", "slot_at")

    def __str__(self) -> str:
        return f"{self.name} at {self.slot_at}"
