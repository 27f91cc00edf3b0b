"""What an import could not know and did not guess: questions, their candidates, and the answers."""

from django.db import models
from django.db.models import Q

from alongside.people.constraints import one_of, paired, precision_field, whole_partial_date
from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.plan.models.lines import Line
from alongside.plan.models.statements import PrintedLeader, SourceDocument, Statement
from alongside.plan.rules.codes import Partner, QuestionField, QuestionKind


class ImportQuestion(NamedAreaRecord):
    """One printed word that needs a person's answer. ``context`` is the cell that it was printed
    in.

    ``organisation`` is what the cell printed beside it; ``partner`` the partner it would lead for.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="questions")
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    line = models.ForeignKey(
        Line, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=5)
    printed = models.CharField(max_length=200)
    context = models.TextField(blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    partner = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer_post = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer_on = models.DateField(null=True, blank=True)
    answer_precision = precision_field()
    answer_note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "answered_at"], name="plan_question_waiting")]
        constraints = [
            one_of(field="kind", codes=QuestionKind, name="plan_question_kind"),
            one_of(field="about", codes=QuestionField, name="plan_question_about"),
            one_of(field="partner", codes=Partner, name="plan_question_partner", blank=True),
            whole_partial_date(field="answer", name="plan_question_answer_whole"),
            paired(
                fields=("answered_at", "answered_by"),
                name="plan_question_answered_whole",
                sentence="An answer has a person and a time.",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False)
                | Q(answer_post__isnull=True, answer_on__isnull=True, answer_note=""),
                name="plan_question_answer_is_answered",
                violation_error_message="An answer has a person and a time.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "statement", "source", "line", "kind", "about", "organisation",
            "partner", "asked_at", "answered_at", "answered_by", "answer_post", "answer_on",
            "answer_precision",
        )  # fmt: skip
        personal = {
            "printed": "initials of the invented name",
            "context": "empty",
            "answer_note": "empty",
        }

    def __str__(self) -> str:
        return f"{self.kind} {self.printed}"


class QuestionCandidate(AreaRecord):
    """Somebody the printed word may mean. ``proposed`` marks the one match; it is never applied
    unasked.
    """

    question = models.ForeignKey(
        ImportQuestion, on_delete=models.PROTECT, related_name="candidates"
    )
    order = models.PositiveSmallIntegerField()
    leader = models.ForeignKey(
        PrintedLeader, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    proposed = models.BooleanField(default=False)

    class Meta:
        ordering = ["question", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "order"],
                name="plan_candidate_order_once",
                violation_error_message="There is already a candidate in this place.",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(proposed=True),
                name="plan_candidate_one_proposed",
                violation_error_message="Only one candidate can be proposed.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "question", "order", "leader", "post", "proposed")

    def __str__(self) -> str:
        return f"Candidate {self.order} of {self.question_id}"
