"""Exports of a case for a tribunal, the Ombudsman or the family: what was put together, frozen."""

from django.db import models
from django.db.models import Q

from alongside.casework.models.cases import Case
from alongside.casework.rules.exporting import Purpose
from alongside.people.constraints import one_of
from alongside.people.scoping import NamedAreaRecord


class CaseExport(NamedAreaRecord):
    """``content`` is a document in its canonical form and never changes. The PDF is made from it in the
    background; ``refusal`` says why it could not be.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exports")
    purpose = models.CharField(max_length=12)
    parts = models.JSONField(default=list)
    content = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    pdf = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refusal = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of(field="purpose", codes=Purpose, name="casework_export_purpose"),
            models.CheckConstraint(
                condition=~Q(content="") & ~Q(content_sha256=""),
                name="casework_export_has_content",
                violation_error_message="An export has its content.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "purpose", "parts", "content_sha256", "pdf", "refusal",
            "made_at", "made_by",
        )  # fmt: skip
        special = {"content": "nothing: the export is removed"}

    def __str__(self) -> str:
        return self.ref
