"""Monthly assurance reports: one for each workstream and month, written by its officer."""

from django.db import models
from django.db.models import Q

from alongside.board.models.governance import Board
from alongside.board.rules.codes import Assured
from alongside.people.constraints import one_of
from alongside.people.scoping import NamedAreaRecord


class AssuranceReport(NamedAreaRecord):
    """A draft until ``filed_at``. ``material`` is what the plan said on the day it was filed: what
    changed, what is overdue, measures, risks, slips. A filed report is corrected by a later row
    that ``corrects`` it. No row for a month means that no report was received. ``due_on`` is kept,
    so that a new due day of the board makes no old report late. ``is_on_behalf``: whoever filed it did
    not hold the officer's post.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reports")
    workstream = models.ForeignKey("plan.Workstream", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    due_on = models.DateField()
    side = models.CharField(max_length=12, blank=True)
    assured = models.CharField(max_length=12, blank=True)
    assurance = models.TextField(blank=True)
    concerns = models.TextField(blank=True)
    asks = models.TextField(blank=True)
    material = models.JSONField(default=dict, blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_on_behalf = models.BooleanField(default=False)
    correction_why = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by_report"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-month", "id"]
        indexes = [models.Index(fields=["area", "month"], name="board_report_month")]
        constraints = [
            one_of(field="assured", codes=Assured, name="board_report_assured", blank=True),
            models.UniqueConstraint(
                fields=["workstream", "month"],
                condition=Q(corrects=None),
                name="board_report_month_once",
                violation_error_message="This workstream's report for the month is begun already.",
            ),
            models.CheckConstraint(
                condition=Q(filed_at=None, filed_by=None)
                | (Q(filed_at__isnull=False) & ~Q(assured="") & ~Q(assurance="")),
                name="board_report_filed_whole",
                violation_error_message="Say how sure you are, and why, before you file the report.",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="board_report_month_first",
                violation_error_message="A report is for a whole month.",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction_why="")
                | (Q(corrects__isnull=False, filed_at__isnull=False) & ~Q(correction_why="")),
                name="board_report_corrected_why",
                violation_error_message="Say what was wrong with the report.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "board", "workstream", "month", "due_on", "side", "assured",
            "begun_at", "begun_by", "filed_at", "filed_by", "is_on_behalf", "corrects", "version",
        )  # fmt: skip
        personal = {
            "assurance": "words of our own",
            "concerns": "words of our own",
            "asks": "words of our own",
            "correction_why": "words of our own",
            "material": "an empty object",
        }

    def __str__(self) -> str:
        return f"Report for {self.month:%Y-%m}"
