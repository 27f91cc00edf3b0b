"""How long assessments take, drawn by the worker and kept, so that a page only shows it."""

from django.db import models

from alongside.people.scoping import AreaRecord


class WaitingCurves(AreaRecord):
    """``content`` is JSON of ``measures.pictures.Picture``. It is made anew whenever what it was made from
    has changed, and can be thrown away.
    """

    content = models.TextField()
    made_from = models.CharField(max_length=64)
    as_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                name="casework_waiting_once",
                violation_error_message="The curves of an area are kept once.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "content", "made_from", "as_at")

    def __str__(self) -> str:
        return f"Waiting in {self.area_id}"
