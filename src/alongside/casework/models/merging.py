"""Two cases of one child made one, and children who look alike and are not the same."""

from django.db import models
from django.db.models import F, Q

from alongside.casework.models.cases import Case
from alongside.casework.models.children import Child
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class CaseMerge(NamedAreaRecord):
    """Why a case was merged into another, and which rows moved, by table: nothing is lost. ``filled``
    names what the kept record lacked and took over. ``changed`` holds what changed in place, by table, row
    and field, as before and after.
    """

    kept = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="merges")
    merged = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="merge")
    why = models.TextField()
    moved = models.JSONField(default=dict)
    filled = models.JSONField(default=list)
    changed = models.JSONField(default=dict)
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
        special = {"changed": "an empty list"}

    def __str__(self) -> str:
        return self.ref


class CaseParting(NamedAreaRecord):
    """Why two who had been made one were found to be two, and parted again. ``went`` and ``stayed`` list
    what was recorded between the merge and the parting, by table: whoever parted them said whose it is.
    """

    merge = models.OneToOneField(CaseMerge, on_delete=models.PROTECT, related_name="parting")
    why = models.TextField()
    went = models.JSONField(default=dict)
    stayed = models.JSONField(default=dict)
    parted_at = models.DateTimeField()
    parted_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(why=""),
                name="casework_parting_has_why",
                violation_error_message="Say how you know that they are two children.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "merge", "went", "stayed", "parted_at", "parted_by")
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
