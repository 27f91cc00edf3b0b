"""What goes out with a letter: named in it, and kept as the file that it was."""

from django.db import models
from django.db.models import Q

from alongside.casework.models.letters import Letter
from alongside.casework.models.plans import PlanVersion
from alongside.casework.rules.enclosing import EnclosureKind
from alongside.people.constraints import one_of
from alongside.people.scoping import NamedAreaRecord


class LetterEnclosure(NamedAreaRecord):
    """``plan`` is the issued version whose paper it is. ``is_read_through``: it went to somebody with a
    restriction, and held nothing that they must not know.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="enclosures")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(
        PlanVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_read_through = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="kind", codes=EnclosureKind, name="casework_enclosure_kind"),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="casework_enclosure_has_a_title",
                violation_error_message="Say what is enclosed.",
            ),
            models.CheckConstraint(
                condition=Q(kind=EnclosureKind.PLAN.value, plan__isnull=False)
                | ~Q(kind=EnclosureKind.PLAN.value) & Q(plan=None),
                name="casework_enclosure_plan",
                violation_error_message="Choose the EHC plan that is enclosed.",
            ),
            models.UniqueConstraint(
                fields=["letter", "title"],
                name="casework_enclosure_title_once",
                violation_error_message="The letter names this enclosure already.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "letter", "kind", "file", "plan", "is_read_through", "added_at",
            "added_by",
        )  # fmt: skip
        personal = {"title": "words of our own"}

    def __str__(self) -> str:
        return self.ref
