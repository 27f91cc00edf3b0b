"""EHC plans: their versions, the parts of each, and every change with who asked for it."""

from django.db import models
from django.db.models import Q

from alongside.casework.models.cases import Case, CaseEvent
from alongside.casework.rules.plans.codes import (
    Act,
    AskedBy,
    PartKind,
    Section,
    VersionKind,
    VersionState,
)
from alongside.kernel.references import new_public_ref
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord

_WRITING, _ISSUED, _DISCARDED = (
    VersionState.WRITING.value,
    VersionState.ISSUED.value,
    VersionState.DISCARDED.value,
)


class PlanVersion(NamedAreaRecord):
    """One version of a child's EHC plan. Once issued it never changes: ``plan_guards`` hold the row and
    its parts in the database itself. ``content`` is the document that was issued, as it was set; ``file``
    and ``word_file`` are its paper, which follows within a minute.

    ``template`` names the form, such as york-2014/1. ``event`` is the event by which it was sent.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=12, default=_WRITING)
    template = models.CharField(max_length=60)
    based_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_on = models.DateField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    event = models.OneToOneField(
        CaseEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_version"
    )
    discarded_at = models.DateTimeField(null=True, blank=True)
    discarded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    content = models.TextField(blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    word_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    page_count = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["case", "-number"]
        constraints = [
            one_of(field="kind", codes=VersionKind, name="casework_plan_kind"),
            one_of(field="state", codes=VersionState, name="casework_plan_state"),
            models.UniqueConstraint(
                fields=["case", "number"],
                name="casework_plan_number_once",
                violation_error_message="There is already a version with this number.",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=_WRITING),
                name="casework_plan_one_being_written",
                violation_error_message="A version is being written already.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=_ISSUED,
                    issued_at__isnull=False,
                    issued_on__isnull=False,
                    event__isnull=False,
                )
                & ~Q(content="")
                | ~Q(state=_ISSUED)
                & Q(issued_at=None, issued_by=None, issued_on=None, event=None, content=""),
                name="casework_plan_issued_whole",
                violation_error_message="A version is issued with its day, its event and what it says.",
            ),
            models.CheckConstraint(
                condition=Q(state=_DISCARDED, discarded_at__isnull=False)
                | ~Q(state=_DISCARDED) & Q(discarded_at=None, discarded_by=None),
                name="casework_plan_discarded_whole",
                violation_error_message="A version is discarded on a day, by somebody.",
            ),
            models.CheckConstraint(
                condition=Q(file=None, word_file=None, page_count=None)
                | Q(
                    state=_ISSUED,
                    file__isnull=False,
                    word_file__isnull=False,
                    page_count__gt=0,
                ),
                name="casework_plan_paper_whole",
                violation_error_message="Only what was issued has a paper.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "number", "kind", "state", "template", "based_on", "begun_at",
            "begun_by", "issued_on", "issued_at", "issued_by", "event", "discarded_at",
            "discarded_by", "content_sha256", "file", "word_file", "page_count", "version",
        )  # fmt: skip
        special = {"content": "nothing: the version is removed"}

    def __str__(self) -> str:
        return f"Version {self.number}"


class PlanPart(NamedAreaRecord):
    """One part of a section of one version. ``key`` is the same in every later version. ``body`` is written
    by ``rules.plans.parts`` in the shape numbered ``schema``.
    """

    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="parts")
    key = models.CharField(max_length=16, default=new_public_ref)
    section = models.CharField(max_length=2)
    kind = models.CharField(max_length=12)
    position = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField()
    body = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["section", "position", "id"]
        constraints = [
            one_of(field="section", codes=Section, name="casework_planpart_section"),
            one_of(field="kind", codes=PartKind, name="casework_planpart_kind"),
            models.UniqueConstraint(
                fields=["plan", "key"],
                name="casework_planpart_key_once",
                violation_error_message="The version holds this already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "plan", "key", "section", "kind", "position", "schema", "version",
        )  # fmt: skip
        special = {"body": "words of our own"}

    def __str__(self) -> str:
        return f"{self.section} {self.key}"


class PlanChange(AreaRecord):
    """One change to a version while it was written, and who asked for it. ``before`` and ``after`` are the
    body of the part; empty where it came or went.
    """

    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="changes")
    key = models.CharField(max_length=16)
    section = models.CharField(max_length=2)
    kind = models.CharField(max_length=12)
    act = models.CharField(max_length=8)
    asked_by = models.CharField(max_length=12)
    why = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="section", codes=Section, name="casework_planchange_section"),
            one_of(field="kind", codes=PartKind, name="casework_planchange_kind"),
            one_of(field="act", codes=Act, name="casework_planchange_act"),
            one_of(field="asked_by", codes=AskedBy, name="casework_planchange_asked_by"),
        ]

    class Privacy:
        staff = (
            "id", "area", "plan", "key", "section", "kind", "act", "asked_by", "changed_at",
            "changed_by",
        )  # fmt: skip
        special = {
            "why": "words of our own", "before": "words of our own", "after": "words of our own",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.act} {self.key}"
