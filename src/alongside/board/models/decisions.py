"""What the board decided, what that rests on, what should change, and what it saw when it looked
back.
"""

from django.db import models
from django.db.models import Q

from alongside.board.models.meetings import AgendaItem, Meeting
from alongside.board.rules.codes import BasisKind, LookBackVerdict
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class Decision(NamedAreaRecord):
    """``was_quorate`` says whether the meeting had a quorum when it decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    number = models.CharField(max_length=20)
    text = models.TextField()
    should_change = models.TextField()
    look_back_on = models.DateField()
    was_quorate = models.BooleanField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-meeting__held_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "number"],
                name="board_decision_number_once",
                violation_error_message="There is already a decision with this number.",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(should_change=""),
                name="board_decision_says_what",
                violation_error_message="Say what was decided, and what should change.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "meeting", "item", "number", "look_back_on", "was_quorate",
            "recorded_at", "recorded_by",
        )  # fmt: skip
        personal = {"text": "words of our own", "should_change": "words of our own"}

    def __str__(self) -> str:
        return f"Decision {self.number}"


class DecisionBasis(AreaRecord):
    """One figure, evidence or document that a decision rests on. A figure keeps the words it had
    on the day in ``then_words``; its series shows what it is now.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="bases")
    kind = models.CharField(max_length=10)
    figure = models.ForeignKey(
        "measures.Figure", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.ForeignKey(
        "plan.Evidence", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.CharField(max_length=300, blank=True)
    then_words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind=BasisKind.FIGURE.value, figure__isnull=False, evidence=None, document="")
                    & ~Q(then_words="")
                )
                | Q(kind=BasisKind.EVIDENCE.value, figure=None, evidence__isnull=False, document="")
                | (Q(kind=BasisKind.DOCUMENT.value, figure=None, evidence=None) & ~Q(document="")),
                name="board_basis_is_one_thing",
                violation_error_message="Name a figure, evidence or a document.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "decision", "kind", "figure", "evidence", "then_words")
        personal = {"document": "words of our own"}

    def __str__(self) -> str:
        return f"{self.kind} of {self.decision_id}"


class LookBack(NamedAreaRecord):
    """What the board saw when it looked back. Rows are added: it may look again on ``again_on``."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="look_backs")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    looked_on = models.DateField()
    verdict = models.CharField(max_length=12)
    text = models.TextField()
    figures = models.JSONField(default=list, blank=True)
    again_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["looked_on", "id"]
        constraints = [
            one_of(field="verdict", codes=LookBackVerdict, name="board_look_back_verdict")
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "decision", "meeting", "looked_on", "verdict", "figures",
            "again_on", "recorded_at", "recorded_by",
        )  # fmt: skip
        personal = {"text": "words of our own"}

    def __str__(self) -> str:
        return f"{self.verdict} on {self.looked_on}"
