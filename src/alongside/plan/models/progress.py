"""How far a line has got, and the proof: dated statuses, evidence, milestones, what the board judged.

Rows are added, never overwritten. A mistake is corrected by a later row that names the one it corrects;
evidence is withdrawn by a later row.
"""

from django.db import models
from django.db.models import Q

from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.plan.models.constraints import (
    exactly_one,
    one_of,
    paired,
    precision_field,
    whole_partial_date,
)
from alongside.plan.models.lines import Line
from alongside.plan.models.promises import ImpactStatement
from alongside.plan.models.statements import SourceDocument
from alongside.plan.rules.codes import AnswerKind, EvidenceKind, Step, Verdict


class ProgressColumn(AreaRecord):
    """A column of statuses in a published table: the month it stands for and its printed label."""

    source = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="columns")
    order = models.PositiveSmallIntegerField()
    column_on = models.DateField()
    column_precision = models.CharField(max_length=5, default="month")
    label = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["source", "order"]
        constraints = [
            whole_partial_date(field="column", name="plan_column_date_whole"),
            models.UniqueConstraint(
                fields=["source", "order"],
                name="plan_column_order_once",
                violation_error_message="There is already a column in this place.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "source", "order", "column_on", "column_precision", "label")

    def __str__(self) -> str:
        return self.label


class StatusEntry(NamedAreaRecord):
    """One dated status. The latest that no other entry corrects is the line's own word on itself.

    An entry ``as_published`` keeps its printed words; the evidence for it is not held here.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="statuses")
    code = models.CharField(max_length=20)
    status_on = models.DateField()
    status_precision = models.CharField(max_length=5, default="day")
    note = models.TextField(blank=True)
    forecast_on = models.DateField(null=True, blank=True)
    forecast_precision = precision_field()
    as_published = models.BooleanField(default=False)
    printed = models.CharField(max_length=200, blank=True)
    column = models.ForeignKey(
        ProgressColumn, on_delete=models.PROTECT, null=True, blank=True, related_name="statuses"
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by_entry"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["line", "-status_on", "-id"], name="plan_status_latest"),
            models.Index(fields=["area", "recorded_at"], name="plan_status_recorded"),
        ]
        constraints = [
            one_of(field="code", codes=Step, name="plan_status_code"),
            whole_partial_date(field="status", name="plan_status_date_whole"),
            whole_partial_date(field="forecast", name="plan_status_forecast_whole"),
            models.CheckConstraint(
                condition=Q(as_published=True) | Q(printed="", column__isnull=True),
                name="plan_status_printed_words_are_published",
                violation_error_message="Only a status from a published table has printed words and a column.",
            ),
            models.UniqueConstraint(
                fields=["line", "column"],
                condition=Q(column__isnull=False),
                name="plan_status_column_once",
                violation_error_message="The line already has a status in this column.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "line", "code", "status_on", "status_precision", "forecast_on",
            "forecast_precision", "as_published", "printed", "column", "corrects",
        )  # fmt: skip
        staff = ("recorded_at", "recorded_by")
        personal = {"note": "words of our own"}

    def __str__(self) -> str:
        return f"{self.code} on {self.status_on}"


class Evidence(NamedAreaRecord):
    """A named proof of a line or of an impact: a kept file, an address, or a document that others hold."""

    line = models.ForeignKey(
        Line, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    impact = models.ForeignKey(
        ImpactStatement, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.URLField(max_length=1000, blank=True)
    document_reference = models.CharField(max_length=300, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    author = models.CharField(max_length=200, blank=True)
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["area", "attached_at"], name="plan_evidence_when")]
        constraints = [
            exactly_one(
                fields=("line", "impact"),
                name="plan_evidence_has_one_subject",
                sentence="Evidence belongs to one line or to one impact.",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=EvidenceKind.FILE.value,
                    file__isnull=False,
                    address="",
                    document_reference="",
                )
                | Q(
                    kind=EvidenceKind.ADDRESS.value,
                    file__isnull=True,
                    address__gt="",
                    document_reference="",
                )
                | Q(
                    kind=EvidenceKind.DOCUMENT.value,
                    file__isnull=True,
                    address="",
                    document_reference__gt="",
                ),
                name="plan_evidence_is_one_thing",
                violation_error_message="Give a file, a web address, or the reference of a document.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="plan_evidence_has_title",
                violation_error_message="Give the evidence a title.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "line", "impact", "kind", "file", "address", "document_reference",
            "dated_on", "attached_at", "attached_by",
        )  # fmt: skip
        personal = {
            "title": "words of our own",
            "description": "empty",
            "author": "an invented name",
        }

    def __str__(self) -> str:
        return self.title


class EvidenceWithdrawal(AreaRecord):
    """Evidence that no longer counts, and why; what rested on it stays visible."""

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Privacy:
        staff = ("id", "area", "evidence", "withdrawn_at", "withdrawn_by")
        personal = {"reason": "empty"}

    def __str__(self) -> str:
        return f"Withdrawal of {self.evidence_id}"


class StatusEvidence(AreaRecord):
    """Evidence that a status names."""

    status = models.ForeignKey(StatusEntry, on_delete=models.PROTECT, related_name="evidence_links")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="status_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["status", "evidence"],
                name="plan_status_evidence_once",
                violation_error_message="The status already names this evidence.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "status", "evidence")

    def __str__(self) -> str:
        return f"{self.evidence_id} for {self.status_id}"


class Milestone(NamedAreaRecord):
    """A step on the way, with its own date."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="milestones")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    due_precision = precision_field()
    done_on = models.DateField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["line", "order"]
        constraints = [
            whole_partial_date(field="due", name="plan_milestone_due_whole"),
            paired(
                fields=("done_on", "completed_at"),
                name="plan_milestone_done_recorded",
                sentence="A milestone that is done has a day and a record of who said so.",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=False) | Q(completed_by__isnull=True),
                name="plan_milestone_done_at_and_by",
                violation_error_message="Say when the milestone was recorded as done.",
            ),
            models.UniqueConstraint(
                fields=["line", "order"],
                name="plan_milestone_order_once",
                violation_error_message="There is already a milestone in this place.",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "area",
            "ref",
            "line",
            "order",
            "text",
            "due_on",
            "due_precision",
            "done_on",
        )
        staff = ("completed_at", "completed_by", "version")

    def __str__(self) -> str:
        return f"Milestone {self.order} of {self.line_id}"


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
                violation_error_message="Name the evidence, or say what the board judged or the forum sees.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "impact", "kind", "verdict", "answered_on")
        staff = ("evidence", "recorded_at", "recorded_by")
        personal = {"text": "words of our own"}

    def __str__(self) -> str:
        return f"{self.kind} {self.answered_on}"
