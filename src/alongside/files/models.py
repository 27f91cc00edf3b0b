"""Stored files: what a document is called, what it is, and which version followed which.

The content itself stands in the store, named by its SHA-256. A file belongs to whatever record
points to it, and that record's room decides who may have it.
"""

from django.db import models
from django.db.models import Q

from alongside.people.models import Person
from alongside.people.scoping import NamedAreaRecord


class StoredFile(NamedAreaRecord):
    """One version of a document. Never changed: a new version is a new row that names its
    ``previous``.
    """

    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    version = models.PositiveIntegerField(default=1)
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next"
    )
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="file_has_a_name",
                violation_error_message="The file needs a name.",
            ),
            models.CheckConstraint(
                condition=Q(size_bytes__gt=0),
                name="file_is_not_empty",
                violation_error_message="The file is empty. Choose the file again.",
            ),
            models.CheckConstraint(
                condition=Q(version=1, previous=None) | Q(version__gt=1, previous__isnull=False),
                name="file_version_follows_another",
                violation_error_message="Only the first version has none before it.",
            ),
        ]

    class Privacy:
        public = ()
        staff = (
            "id",
            "area",
            "ref",
            "media_type",
            "size_bytes",
            "version",
            "previous",
            "uploaded_at",
        )
        personal = {"uploaded_by": "the invented person"}
        special: dict[str, str] = {}
        restricted = {"name": "an invented name", "sha256": "the invented content's own"}

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"
