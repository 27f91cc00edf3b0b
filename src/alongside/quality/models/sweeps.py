"""A sweep over every EHC plan by rule, and each one that it found, with what a clinician says of it."""

from django.db import models
from django.db.models import Q

from alongside.people.constraints import one_of
from alongside.people.scoping import NamedAreaRecord
from alongside.quality.rules.codes import Judged, SweepState


class Sweep(NamedAreaRecord):
    """``rules`` are codes of ``SweepRule``; ``older_than_on`` is what the second of them compares with.
    It runs in the background, and goes on where it stopped: ``done_count`` of ``whole_count`` cases are looked
    at, in the order of their ids, ``reached`` being the last.
    """

    title = models.CharField(max_length=200)
    rules = models.JSONField(default=list)
    older_than_on = models.DateField(null=True, blank=True)
    issued_from = models.DateField(null=True, blank=True)
    target_on = models.DateField()
    state = models.CharField(max_length=8, default=SweepState.WAITING.value)
    done_count = models.PositiveIntegerField(default=0)
    whole_count = models.PositiveIntegerField(default=0)
    reached = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of(field="state", codes=SweepState, name="quality_sweep_state"),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="quality_sweep_says_what",
                violation_error_message="Give it a title.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "title", "rules", "older_than_on", "issued_from", "target_on",
            "state", "done_count", "whole_count", "reached", "begun_at", "begun_by", "ended_at",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class SweepCandidate(NamedAreaRecord):
    """One case that the sweep found, by which rules, in which version of the EHC plan. Whether its health
    advice is appropriate is a clinician's to say.
    """

    sweep = models.ForeignKey(Sweep, on_delete=models.PROTECT, related_name="candidates")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(
        "casework.PlanVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    found_by = models.JSONField(default=list)
    judged = models.CharField(max_length=16, blank=True)
    judged_why = models.TextField(blank=True)
    judged_on = models.DateField(null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    joined = models.ForeignKey(
        "quality.PutRight", on_delete=models.PROTECT, null=True, blank=True, related_name="joined"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["sweep", "judged"], name="quality_candidate_judged")]
        constraints = [
            one_of(field="judged", codes=Judged, name="quality_candidate_judged_code", blank=True),
            models.UniqueConstraint(
                fields=["sweep", "plan"],
                name="quality_candidate_once",
                violation_error_message="The sweep found this EHC plan already.",
            ),
            models.CheckConstraint(
                condition=Q(joined=None) | Q(judged=Judged.NOT_APPROPRIATE.value),
                name="quality_candidate_joined_for",
                violation_error_message="Only what is not appropriate has to be put right.",
            ),
            models.CheckConstraint(
                condition=Q(judged="", judged_on=None, judged_at=None, judged_why="")
                | ~Q(judged="")
                & ~Q(judged_why="")
                & Q(judged_on__isnull=False, judged_at__isnull=False),
                name="quality_candidate_judged_whole",
                violation_error_message="It is judged on a day, with the reason.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "sweep", "case", "plan", "found_by", "judged", "judged_on",
            "judged_at", "judged_by", "joined", "version",
        )  # fmt: skip
        special = {"judged_why": "words of our own"}

    def __str__(self) -> str:
        return self.ref
