"""How somebody who comes in by link is told that something changed, and when that was done last."""

from django.db import models

from alongside.casework.models.families import FamilyAccess
from alongside.casework.rules.family_codes import News
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord


class FamilyNews(AreaRecord):
    """Of one way in by link. ``choice`` is empty while they chose nothing. ``trouble`` says why the last
    e-mail did not reach them.
    """

    access = models.OneToOneField(FamilyAccess, on_delete=models.PROTECT, related_name="news")
    choice = models.CharField(max_length=8, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="choice", codes=News, name="casework_news_choice", blank=True),
        ]

    class Privacy:
        staff = ("id", "area", "access", "told_at", "trouble")
        personal = {"choice": "code"}

    def __str__(self) -> str:
        return f"of {self.access_id}"
