"""On what a row of an EHC plan rests, what the author of the advice said of it, and what was done then."""

from django.db import models
from django.db.models import Q

from alongside.advice.models.family_reports import FamilyReport
from alongside.advice.models.writing import AdviceRow, AdviceSubmission
from alongside.advice.rules.using import Answer, Settled
from alongside.people.constraints import exactly_one, one_of, paired
from alongside.people.scoping import AreaRecord, NamedAreaRecord

_ACTIVE = Q(removed_on=None)


class RowUse(NamedAreaRecord):
    """A need or a row of help rests on this advice, or on this evidence of the family's.

    ``key`` is that of the part, the same in every later version, so that a use goes with the row.
    ``row`` narrows ``submission`` to what was marked in it. Taking it back ends it and removes nothing.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="row_uses")
    plan = models.ForeignKey("casework.PlanVersion", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=16)
    submission = models.ForeignKey(
        AdviceSubmission, on_delete=models.PROTECT, null=True, blank=True, related_name="uses"
    )
    row = models.ForeignKey(
        AdviceRow, on_delete=models.PROTECT, null=True, blank=True, related_name="uses"
    )
    report = models.ForeignKey(
        FamilyReport, on_delete=models.PROTECT, null=True, blank=True, related_name="uses"
    )
    asked_on = models.DateField()
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["case", "key"], name="advice_use_of_row")]
        constraints = [
            exactly_one(
                fields=("submission", "report"),
                name="advice_use_rests_on_one",
                sentence="A row rests on advice, or on evidence of the family’s.",
            ),
            models.CheckConstraint(
                condition=Q(row=None) | Q(submission__isnull=False),
                name="advice_use_row_of_submission",
                violation_error_message="A marked row stands in a piece of advice.",
            ),
            paired(
                fields=("removed_on", "removed_at"),
                name="advice_use_removed_whole",
                sentence="It is taken back on a day, at a time.",
            ),
            models.UniqueConstraint(
                fields=["case", "key", "row"],
                condition=_ACTIVE & Q(row__isnull=False),
                name="advice_use_row_once",
                violation_error_message="This is named already.",
            ),
            models.UniqueConstraint(
                fields=["case", "key", "submission"],
                condition=_ACTIVE & Q(row=None, submission__isnull=False),
                name="advice_use_advice_once",
                violation_error_message="This is named already.",
            ),
            models.UniqueConstraint(
                fields=["case", "key", "report"],
                condition=_ACTIVE & Q(report__isnull=False),
                name="advice_use_report_once",
                violation_error_message="This is named already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "plan", "key", "submission", "row", "report", "asked_on",
            "named_at", "named_by", "removed_on", "removed_at", "removed_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.ref


class UseAnswer(NamedAreaRecord):
    """What an author said of a row. Never changed. ``about`` is the digest of what they read, and ``said``
    those words themselves, for a draft goes on being written.
    """

    use = models.ForeignKey(RowUse, on_delete=models.PROTECT, related_name="answers")
    plan = models.ForeignKey("casework.PlanVersion", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8)
    words = models.TextField(blank=True)
    about = models.CharField(max_length=64)
    said = models.TextField()
    answered_on = models.DateField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="answer", codes=Answer, name="advice_answer_answer"),
            models.CheckConstraint(
                condition=Q(answer=Answer.YES.value) | ~Q(words=""),
                name="advice_answer_objection_has_words",
                violation_error_message="Say what is not right.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "use", "plan", "answer", "about", "answered_on", "answered_at",
            "answered_by",
        )  # fmt: skip
        special = {"words": "words of our own", "said": "words of our own"}

    def __str__(self) -> str:
        return f"{self.answer} of {self.use_id}"


class UseDecision(AreaRecord):
    """What the authority did with an objection: it kept the row and says why, or mended the draft, and
    ``key`` is the row that says it now.
    """

    answer = models.OneToOneField(UseAnswer, on_delete=models.PROTECT, related_name="decision")
    settled = models.CharField(max_length=8)
    reason = models.TextField(blank=True)
    key = models.CharField(max_length=16, blank=True)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="settled", codes=Settled, name="advice_decision_settled"),
            models.CheckConstraint(
                condition=Q(settled=Settled.KEPT.value) & ~Q(reason="") & Q(key="")
                | Q(settled=Settled.MENDED.value) & ~Q(key=""),
                name="advice_decision_whole",
                violation_error_message="Say why it is kept, or which row says it now.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "answer", "settled", "key", "decided_on", "recorded_at", "recorded_by",
        )  # fmt: skip
        special = {"reason": "words of our own"}

    def __str__(self) -> str:
        return f"{self.settled} {self.answer_id}"
