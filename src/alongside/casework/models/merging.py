"""Two cases of one child made one, and children who look alike and are not the same."""

from django.db import models
from django.db.models import F, Q

from alongside.casework.models.cases import Case
from alongside.casework.models.children import Child
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class CaseMerge(NamedAreaRecord):
    """Why a case was merged into another, and which rows moved, by table: nothing is lost. ``filled``
    names what the kept record lacked and took over.
    """

    kept = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="merges")
    merged = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="merge")
    why = models.TextField()
    moved = models.JSONField(default=dict)
    filled = models.JSONField(default=list)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kept=F("merged")),
                name="casework_merge_of_two",
                violation_error_message="A case cannot be merged into itself.",
            ),
            models.CheckConstraint(
                condition=~Q(why=""),
                name="casework_merge_has_why",
                violation_error_message="Say why the two are the same child.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "kept", "merged", "moved", "filled", "merged_at", "merged_by")
        personal = {"why": "words"}

    def __str__(self) -> str:
        return self.ref


class DifferentChildren(AreaRecord):
    """Two who look alike and were found not to be the same. ``first`` was registered before ``second``."""

    first = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="casework_different_in_order",
                violation_error_message="Nobody is different from themselves.",
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                name="casework_different_once",
                violation_error_message="This was said already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "first", "second", "said_at", "said_by")

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
