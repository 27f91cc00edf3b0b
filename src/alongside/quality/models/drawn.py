"""The results of audits month by month, drawn by the worker and kept, so that a page only shows them."""

from django.db import models

from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord
from alongside.quality.rules.codes import About


class MonthsDrawn(AreaRecord):
    """``content`` is JSON of ``measures.pictures.Picture``. It is made anew whenever what it was made from
    has changed, and can be thrown away.
    """

    about = models.CharField(max_length=16)
    content = models.TextField()
    made_from = models.CharField(max_length=64)
    as_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of(field="about", codes=About, name="quality_drawn_about"),
            models.UniqueConstraint(
                fields=["area", "about"],
                name="quality_drawn_once",
                violation_error_message="The chart of one kind of audit is kept once.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "about", "content", "made_from", "as_at")

    def __str__(self) -> str:
        return f"Months of {self.about} in {self.area_id}"
