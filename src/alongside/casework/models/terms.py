"""The days on which the terms of an area begin, as it gave them."""

from django.db import models

from alongside.people.scoping import AreaRecord


class TermDates(AreaRecord):
    """One list, given at one time. The latest counts; the earlier stay. ``begins`` holds the first day of
    each term, as texts.
    """

    begins = models.JSONField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]

    class Privacy:
        staff = ("id", "area", "begins", "given_at", "given_by")

    def __str__(self) -> str:
        return str(self.pk)
