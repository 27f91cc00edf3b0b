"""The proof of a line or of an impact. Evidence is withdrawn by a later row, never removed."""

from django.db import models
from django.db.models import Q

from alongside.people.constraints import exactly_one
from alongside.people.scoping import AreaRecord, NamedAreaRecord
from alongside.plan.models.lines import Line
from alongside.plan.models.promises import ImpactStatement
from alongside.plan.rules.codes import EvidenceKind


class Evidence(NamedAreaRecord):
    """A named proof of a line or of an impact: a kept file, an address, or a document that
    others hold.
    """

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
                violation_error_message=(
                    "Give a file, a web address, or the reference of a document."
                ),
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
