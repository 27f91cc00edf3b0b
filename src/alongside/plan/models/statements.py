"""The area's own document: its kind, where it came from, its weaknesses, and its words as printed.

What a document printed is kept verbatim beside the working records, so that it can be given back
field for field. A word that was never published stays empty here and reads "not published".
"""

from django.db import models
from django.db.models import Q

from alongside.people.constraints import (
    exactly_one,
    one_of,
    period_in_order,
)
from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.plan.rules.codes import LeaderList, Partner, SourceKind, StatementKind


class Statement(NamedAreaRecord):
    """A written statement of action, a later progress or priority action plan, or a strategy."""

    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    inspected_from = models.DateField(null=True, blank=True)
    inspected_until = models.DateField(null=True, blank=True)
    report_published_on = models.DateField(null=True, blank=True)
    judged_fit_on = models.DateField(null=True, blank=True)
    fit_judge = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    timescale_months = models.PositiveSmallIntegerField(null=True, blank=True)
    timescale_text = models.TextField(blank=True)
    embedded_review_points = models.PositiveSmallIntegerField(default=3)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of(field="kind", codes=StatementKind, name="plan_statement_kind"),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="plan_statement_has_title",
                violation_error_message="Give the document a title.",
            ),
            models.CheckConstraint(
                condition=Q(embedded_review_points__gte=1) & Q(embedded_review_points__lte=24),
                name="plan_statement_review_points",
                violation_error_message="Set between 1 and 24 review points for embedded.",
            ),
            period_in_order(
                start="inspected_from",
                until="inspected_until",
                name="plan_statement_inspection_in_order",
                sentence="The inspection must end after it begins.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "kind", "title", "inspected_from", "inspected_until",
            "report_published_on", "judged_fit_on", "fit_judge", "due_on", "submitted_on",
            "timescale_months", "timescale_text", "embedded_review_points",
        )  # fmt: skip
        staff = ("created_at", "created_by", "version")

    def __str__(self) -> str:
        return self.title


class AccountablePartner(AreaRecord):
    """A partner that must have a lead on every outcome and action of the document."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="partners")
    partner = models.CharField(max_length=20)

    class Meta:
        constraints = [
            one_of(field="partner", codes=Partner, name="plan_accountable_partner_code"),
            models.UniqueConstraint(
                fields=["statement", "partner"],
                name="plan_accountable_partner_once",
                violation_error_message="This partner is already accountable for the document.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "statement", "partner")

    def __str__(self) -> str:
        return self.partner


class Weakness(NamedAreaRecord):
    """An area of significant weakness that the inspectors named."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="weaknesses")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "number"],
                name="plan_weakness_number_once",
                violation_error_message="There is already a weakness with this number.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(title=""),
                name="plan_weakness_numbered_and_titled",
                violation_error_message="Give the weakness a number from 1 and a title.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "statement", "number", "title", "text")
        staff = ("version",)

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class SourceDocument(NamedAreaRecord):
    """A file that was imported: what it called itself and what it was extracted from."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField(default=1)
    file_name = models.CharField(max_length=255, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    title = models.TextField(blank=True)
    schema_version = models.PositiveSmallIntegerField(null=True, blank=True)
    extracted_from = models.TextField(blank=True)
    extracted_sha256 = models.CharField(max_length=64, blank=True)
    extraction_kind = models.TextField(blank=True)
    status_line = models.TextField(blank=True)
    why = models.TextField(blank=True)
    publisher = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    retrieved_from = models.TextField(blank=True)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            one_of(field="kind", codes=SourceKind, name="plan_source_kind"),
            models.UniqueConstraint(
                fields=["statement", "kind", "order"],
                name="plan_source_order_once",
                violation_error_message="There is already a source of this kind in this place.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "statement", "kind", "order", "title", "schema_version",
            "extracted_from", "extracted_sha256", "extraction_kind", "status_line", "why",
            "publisher", "licence", "retrieved_from",
        )  # fmt: skip
        staff = ("file_name", "file_sha256", "imported_at", "imported_by")

    def __str__(self) -> str:
        return self.title or self.kind


class Passage(AreaRecord):
    """Words of the document that are not a promise with a date: vision, governance, notes on the
    text.

    ``section`` and ``topic`` are keys of the documented import format; ``line`` is set when the
    words are a note about one outcome or action.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="passages")
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="passages"
    )
    line = models.ForeignKey(
        "plan.Line", on_delete=models.PROTECT, null=True, blank=True, related_name="passages"
    )
    section = models.CharField(max_length=40)
    topic = models.CharField(max_length=80, blank=True)
    order = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["section", "order", "id"]
        indexes = [
            models.Index(fields=["statement", "section", "order"], name="plan_passage_place")
        ]

    class Privacy:
        public = ("id", "area", "statement", "source", "line", "section", "topic", "order")
        personal = {"text": "replace with words of our own"}

    def __str__(self) -> str:
        return f"{self.section} {self.topic}".strip()


class PrintedLeader(NamedAreaRecord):
    """One row of a list of leaders, as printed. ``post`` and ``holding`` are what it was matched
    to.

    Printed initials are a label and may be wrong; they never say who somebody is.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="leaders")
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="leaders"
    )
    listed_in = models.CharField(max_length=12)
    order = models.PositiveSmallIntegerField()
    initials = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    post = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    holding = models.ForeignKey(
        "people.PostHolding", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["listed_in", "order"]
        constraints = [
            one_of(field="listed_in", codes=LeaderList, name="plan_leader_list"),
            models.UniqueConstraint(
                fields=["statement", "listed_in", "order"],
                name="plan_leader_place_once",
                violation_error_message="There is already a leader in this place of the list.",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "area",
            "ref",
            "statement",
            "source",
            "listed_in",
            "order",
            "organisation",
            "role",
        )
        staff = ("post", "holding")
        personal = {
            "initials": "initials of the invented name",
            "name": "an invented name",
            "note": "empty",
        }

    def __str__(self) -> str:
        return f"{self.listed_in} {self.order}"


class Activity(NamedAreaRecord):
    """Something done since the inspection. ``months`` holds "2020-01". One without ``added_at``
    came with the document.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="activities")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    month_text = models.CharField(max_length=80, blank=True)
    months = models.JSONField(default=list, blank=True)
    added_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(added_at__isnull=False) | Q(added_by=None),
                name="plan_activity_added_whole",
                violation_error_message="Say when the activity was added.",
            ),
            models.UniqueConstraint(
                fields=["statement", "order"],
                name="plan_activity_order_once",
                violation_error_message="There is already an activity in this place of the list.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "statement", "order", "text", "month_text", "months")
        staff = ("added_at", "added_by")

    def __str__(self) -> str:
        return f"Activity {self.order}"


class Workstream(NamedAreaRecord):
    """A group of people from education, health, care and families who carry out part of the
    document.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="workstreams")
    weakness = models.ForeignKey(
        Weakness, on_delete=models.PROTECT, null=True, blank=True, related_name="workstreams"
    )
    title = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=1)
    officer_post = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "title"],
                name="plan_workstream_title_once",
                violation_error_message="There is already a workstream with this title.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="plan_workstream_has_title",
                violation_error_message="Give the workstream a title.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "statement", "weakness", "title", "order", "officer_post")
        staff = ("version",)

    def __str__(self) -> str:
        return self.title


class WorkstreamMember(NamedAreaRecord):
    """A post or a person who belongs to a workstream. ``member_until`` is the first day they no
    longer do.
    """

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="members")
    side = models.CharField(max_length=12)
    post = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    member_from = models.DateField()
    member_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            exactly_one(
                fields=("post", "person"),
                name="plan_member_is_post_or_person",
                sentence="Choose either a post or a person, not both.",
            ),
            period_in_order(
                start="member_from",
                until="member_until",
                name="plan_member_period_in_order",
                sentence="The day they left must be later than the day they joined.",
            ),
            models.UniqueConstraint(
                fields=["workstream", "post"],
                condition=Q(member_until=None, post__isnull=False),
                name="plan_member_post_once",
                violation_error_message="This post already belongs to the workstream.",
            ),
            models.UniqueConstraint(
                fields=["workstream", "person"],
                condition=Q(member_until=None, person__isnull=False),
                name="plan_member_person_once",
                violation_error_message="This person already belongs to the workstream.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "workstream", "side", "post")
        staff = ("person", "member_from", "member_until")

    def __str__(self) -> str:
        return f"{self.side} in {self.workstream_id}"
