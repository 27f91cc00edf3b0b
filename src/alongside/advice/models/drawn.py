"""How long services take, drawn by the worker and kept, so that a page only shows it."""

from django.db import models

from alongside.advice.rules.codes import Adviser
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord


class DaysDrawn(AreaRecord):
    """``content`` is JSON of ``measures.pictures.Picture``. It is made anew whenever what it was made from
    has changed, and can be thrown away.
    """

    adviser = models.CharField(max_length=24)
    content = models.TextField()
    made_from = models.CharField(max_length=64)
    as_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of(field="adviser", codes=Adviser, name="advice_drawn_adviser"),
            models.UniqueConstraint(
                fields=["area", "adviser"],
                name="advice_drawn_once",
                violation_error_message="The chart of a service is kept once.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "adviser", "content", "made_from", "as_at")

    def __str__(self) -> str:
        return f"Days of {self.adviser} in {self.area_id}"
