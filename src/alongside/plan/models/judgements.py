"""What the board judged and how the forum sees it: of a line, and of an impact. Rows are only
added.
"""

from django.db import models
from django.db.models import Q

from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.plan.models.evidence import Evidence
from alongside.plan.models.lines import Line
from alongside.plan.models.promises import ImpactStatement
from alongside.plan.rules.codes import AnswerKind, Verdict


class BoardJudgement(NamedAreaRecord):
    """What the board judged of a line, on named evidence."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=10)
    judged_on = models.DateField()
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["line", "-judged_on", "-id"], name="plan_judgement_latest")]
        constraints = [one_of(field="verdict", codes=Verdict, name="plan_judgement_verdict")]

    class Privacy:
        public = ("id", "area", "ref", "line", "verdict", "judged_on")
        staff = ("recorded_at", "recorded_by")
        personal = {"text": "words of our own"}

    def __str__(self) -> str:
        return f"{self.verdict} on {self.judged_on}"


class JudgementEvidence(AreaRecord):
    """Evidence that the board named in its judgement."""

    judgement = models.ForeignKey(
        BoardJudgement, on_delete=models.PROTECT, related_name="evidence_links"
    )
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="judgement_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["judgement", "evidence"],
                name="plan_judgement_evidence_once",
                violation_error_message="The judgement already names this evidence.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "judgement", "evidence")

    def __str__(self) -> str:
        return f"{self.evidence_id} for {self.judgement_id}"


class ForumView(NamedAreaRecord):
    """What the parent carer forum sees of a line."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="forum_views")
    verdict = models.CharField(max_length=10)
    viewed_on = models.DateField()
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["line", "-viewed_on", "-id"], name="plan_forum_view_latest")
        ]
        constraints = [one_of(field="verdict", codes=Verdict, name="plan_forum_view_verdict")]

    class Privacy:
        public = ("id", "area", "ref", "line", "verdict", "viewed_on")
        staff = ("recorded_at", "recorded_by")
        personal = {"text": "words of our own"}

    def __str__(self) -> str:
        return f"{self.verdict} on {self.viewed_on}"


class ImpactAnswer(NamedAreaRecord):
    """One answer to an impact statement: evidence, the board's judgement or the forum's view."""

    impact = models.ForeignKey(ImpactStatement, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=10)
    verdict = models.CharField(max_length=10, blank=True)
    answered_on = models.DateField()
    text = models.TextField(blank=True)
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="impact_answers"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["impact", "kind", "-answered_on"], name="plan_impact_answer_latest"
            )
        ]
        constraints = [
            one_of(field="kind", codes=AnswerKind, name="plan_impact_answer_kind"),
            one_of(field="verdict", codes=Verdict, name="plan_impact_answer_verdict", blank=True),
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.EVIDENCE.value, evidence__isnull=False, verdict="")
                | (~Q(kind=AnswerKind.EVIDENCE.value) & ~Q(verdict="")),
                name="plan_impact_answer_says_something",
                violation_error_message=(
                    "Name the evidence, or say what the board judged or the forum sees."
                ),
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "impact", "kind", "verdict", "answered_on")
        staff = ("evidence", "recorded_at", "recorded_by")
        personal = {"text": "words of our own"}

    def __str__(self) -> str:
        return f"{self.kind} {self.answered_on}"
