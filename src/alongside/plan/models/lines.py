"""Tracked lines: outcomes and actions, and the priorities, objectives and tasks that use the
same machinery.

``start_on`` of a month is its first day and ``end_on`` of a month is its last, so that a line is
overdue on every day after ``end_on`` whatever its precision. What a table printed stands in
``PublishedRow``.
"""

from django.db import models
from django.db.models import F, Q

from alongside.people.constraints import (
    one_of,
    paired,
    period_in_order,
    precision_field,
    whole_partial_date,
)
from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.plan.models.statements import SourceDocument, Statement, Weakness, Workstream
from alongside.plan.rules.codes import TOP_KINDS, LineKind, Partner, WhichDate

_TOP = [str(kind) for kind in TOP_KINDS]


class Line(NamedAreaRecord):
    """One promise that holds leads, dates, statuses, evidence and slips."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    weakness = models.ForeignKey(
        Weakness, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    workstream = models.ForeignKey(
        Workstream, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(max_length=10)
    reference = models.CharField(max_length=30)
    part = models.CharField(max_length=10, blank=True)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    start_on = models.DateField(null=True, blank=True)
    start_precision = precision_field()
    end_on = models.DateField(null=True, blank=True)
    end_precision = precision_field()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["statement", "order", "id"]
        indexes = [
            models.Index(fields=["statement", "order"], name="plan_line_place"),
            models.Index(fields=["area", "end_on"], name="plan_line_end"),
        ]
        constraints = [
            one_of(field="kind", codes=LineKind, name="plan_line_kind"),
            models.UniqueConstraint(
                fields=["statement", "reference"],
                name="plan_line_reference_once",
                violation_error_message="There is already a line with this reference.",
            ),
            models.CheckConstraint(
                condition=~Q(reference="") & ~Q(text=""),
                name="plan_line_has_reference_and_text",
                violation_error_message="Give the line a reference and say what is promised.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=_TOP, parent__isnull=True)
                | (~Q(kind__in=_TOP) & Q(parent__isnull=False)),
                name="plan_line_stands_in_its_place",
                violation_error_message=(
                    "An outcome or a priority stands at the top; everything else stands below a "
                    "line."
                ),
            ),
            whole_partial_date(field="start", name="plan_line_start_whole"),
            whole_partial_date(field="end", name="plan_line_end_whole"),
            models.CheckConstraint(
                condition=Q(start_on=None) | Q(end_on=None) | Q(end_on__gte=F("start_on")),
                name="plan_line_dates_in_order",
                violation_error_message="The end date cannot be before the start date.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "statement", "weakness", "workstream", "parent", "kind",
            "reference", "part", "order", "text", "start_on", "start_precision", "end_on",
            "end_precision",
        )  # fmt: skip
        staff = ("created_at", "created_by", "version")

    def __str__(self) -> str:
        return self.reference


class PublishedRow(AreaRecord):
    """What one published source printed about a line: its dates, leads and placing, word for word.

    ``start_text`` and ``end_text`` are the source's machine-readable dates ("2020-06"),
    ``..._printed`` the words that people saw ("March 2-21").
    """

    source = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="rows")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="published_rows")
    order = models.PositiveSmallIntegerField()
    start_text = models.CharField(max_length=40, blank=True)
    start_printed = models.CharField(max_length=200, blank=True)
    end_text = models.CharField(max_length=40, blank=True)
    end_printed = models.CharField(max_length=200, blank=True)
    end_note = models.TextField(blank=True)
    lead_printed = models.TextField(blank=True)
    status_printed = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["source", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "line"],
                name="plan_published_row_once",
                violation_error_message="The source already has a row for this line.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "source", "line", "order", "start_text", "start_printed", "end_text",
            "end_printed", "end_note", "status_printed",
        )  # fmt: skip
        personal = {"lead_printed": "initials of the invented names"}

    def __str__(self) -> str:
        return f"Row {self.order} of {self.source_id}"


class Rewording(AreaRecord):
    """The words a line had before somebody changed them, and why."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="rewordings")
    old_text = models.TextField()
    reason = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["line", "changed_at"], name="plan_rewording_when")]

    class Privacy:
        public = ("id", "area", "line", "old_text")
        staff = ("changed_at", "changed_by")
        personal = {"reason": "empty"}

    def __str__(self) -> str:
        return f"Rewording of {self.line_id}"


class OutcomeLink(AreaRecord):
    """A line of one document that serves an outcome of another."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="outcome_links")
    outcome = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="serving_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "outcome"],
                name="plan_outcome_link_once",
                violation_error_message="The line is already linked to this outcome.",
            ),
            models.CheckConstraint(
                condition=~Q(line=F("outcome")),
                name="plan_outcome_link_not_itself",
                violation_error_message="A line cannot serve itself.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "line", "outcome")

    def __str__(self) -> str:
        return f"{self.line_id} serves {self.outcome_id}"


class Lead(NamedAreaRecord):
    """The post that leads a line for one partner. ``lead_until`` is the first day it no longer
    does.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="leads")
    partner = models.CharField(max_length=20)
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    lead_from = models.DateField(null=True, blank=True)
    lead_until = models.DateField(null=True, blank=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["area", "post"], name="plan_lead_post")]
        constraints = [
            one_of(field="partner", codes=Partner, name="plan_lead_partner"),
            period_in_order(
                start="lead_from",
                until="lead_until",
                name="plan_lead_period_in_order",
                sentence="The day the lead ended must be later than the day it began.",
            ),
            models.UniqueConstraint(
                fields=["line", "partner", "post"],
                condition=Q(lead_until=None),
                name="plan_lead_post_once",
                violation_error_message="This post already leads the line.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | Q(ended_by__isnull=True),
                name="plan_lead_end_recorded",
                violation_error_message="Say when the end of the lead was recorded.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "line", "partner", "post", "lead_from", "lead_until")
        staff = ("assigned_at", "assigned_by", "ended_at", "ended_by")

    def __str__(self) -> str:
        return f"{self.partner} lead of {self.line_id}"


class DateChange(NamedAreaRecord):
    """A change of a promised date: asked with a reason, then consented to or refused by somebody
    else, or withdrawn by whoever asked.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="date_changes")
    which = models.CharField(max_length=5)
    old_on = models.DateField(null=True, blank=True)
    old_precision = precision_field()
    new_on = models.DateField()
    new_precision = models.CharField(max_length=5)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consented_at = models.DateTimeField(null=True, blank=True)
    consented_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer_note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "asked_at"], name="plan_date_change_when")]
        constraints = [
            one_of(field="which", codes=WhichDate, name="plan_date_change_which"),
            whole_partial_date(field="old", name="plan_date_change_old_whole"),
            whole_partial_date(field="new", name="plan_date_change_new_whole"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="plan_date_change_has_reason",
                violation_error_message="Say why the date has to change.",
            ),
            models.CheckConstraint(
                condition=Q(old_on=None)
                | ~Q(new_on=F("old_on"))
                | ~Q(new_precision=F("old_precision")),
                name="plan_date_change_changes",
                violation_error_message="The new date is the same as the old one.",
            ),
            paired(
                fields=("consented_at", "consented_by"),
                name="plan_date_change_consent_whole",
                sentence="A consent has a person and a time.",
            ),
            paired(
                fields=("refused_at", "refused_by"),
                name="plan_date_change_refusal_whole",
                sentence="A refusal has a person and a time.",
            ),
            paired(
                fields=("withdrawn_at", "withdrawn_by"),
                name="plan_date_change_withdrawal_whole",
                sentence="A withdrawal has a person and a time.",
            ),
            models.CheckConstraint(
                condition=Q(consented_at=None) | Q(refused_at=None),
                name="plan_date_change_answered_once",
                violation_error_message="A date change is consented to or refused, not both.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(consented_at=None, refused_at=None),
                name="plan_date_change_withdrawn_unanswered",
                violation_error_message="A date change that was answered cannot be withdrawn.",
            ),
            models.CheckConstraint(
                condition=Q(asked_by=None) | Q(consented_by=None) | ~Q(consented_by=F("asked_by")),
                name="plan_date_change_other_eyes",
                violation_error_message=(
                    "The person who asked for a date change cannot consent to it."
                ),
            ),
            models.UniqueConstraint(
                fields=["line", "which"],
                condition=Q(consented_at=None, refused_at=None, withdrawn_at=None),
                name="plan_date_change_one_waiting",
                violation_error_message="A change of this date is already waiting for consent.",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "area",
            "ref",
            "line",
            "which",
            "old_on",
            "old_precision",
            "new_on",
            "new_precision",
        )
        staff = (
            "asked_at", "asked_by", "consented_at", "consented_by", "refused_at", "refused_by",
            "withdrawn_at", "withdrawn_by",
        )  # fmt: skip
        personal = {"reason": "words of our own", "answer_note": "empty"}

    def __str__(self) -> str:
        return f"{self.which} of {self.line_id}"
