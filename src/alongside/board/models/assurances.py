"""What the area wants to be sure of, the evidence for and against, and what the board said when."""

from django.db import models
from django.db.models import Q

from alongside.board.models.governance import Board
from alongside.board.rules.codes import Assured, Weighs
from alongside.people.constraints import one_of
from alongside.people.scoping import NamedAreaRecord


class Assurance(NamedAreaRecord):
    """One thing of which the board wants to be sure, in the words of the action plan."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="assurances")
    statement = models.ForeignKey(
        "plan.Statement", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["board", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "order"],
                name="board_assurance_order_once",
                violation_error_message="There is already an assurance in this place.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="board_assurance_says_what",
                violation_error_message="Say of what the board wants to be sure.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "board", "statement", "order", "text")
        staff = ("created_at", "created_by")

    def __str__(self) -> str:
        return f"Assurance {self.order}"


class AssuranceEvidence(NamedAreaRecord):
    """Something that speaks for or against an assurance, from a day. Rows are only added."""

    assurance = models.ForeignKey(Assurance, on_delete=models.PROTECT, related_name="evidence")
    weighs = models.CharField(max_length=8)
    text = models.TextField()
    dated_on = models.DateField()
    line = models.ForeignKey(
        "plan.Line", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.ForeignKey(
        "plan.Evidence", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    figure = models.ForeignKey(
        "measures.Figure", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-dated_on", "-id"]
        constraints = [one_of(field="weighs", codes=Weighs, name="board_assurance_weighs")]

    class Privacy:
        staff = (
            "id", "area", "ref", "assurance", "weighs", "dated_on", "line", "evidence", "figure",
            "recorded_at", "recorded_by",
        )  # fmt: skip
        personal = {"text": "words of our own"}

    def __str__(self) -> str:
        return f"{self.weighs} {self.assurance_id}"


class AssuranceJudgement(NamedAreaRecord):
    """How sure the board was on a day. Rows are only added."""

    assurance = models.ForeignKey(Assurance, on_delete=models.PROTECT, related_name="judgements")
    assured = models.CharField(max_length=12)
    judged_on = models.DateField()
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-judged_on", "-id"]
        constraints = [one_of(field="assured", codes=Assured, name="board_assurance_judged")]

    class Privacy:
        staff = (
            "id", "area", "ref", "assurance", "assured", "judged_on", "recorded_at", "recorded_by",
        )  # fmt: skip
        personal = {"text": "words of our own"}

    def __str__(self) -> str:
        return f"{self.assured} on {self.judged_on}"
