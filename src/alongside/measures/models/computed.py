"""What the worker keeps of figures that it works out: the rows behind each, and how far it has got."""

from django.db import models

from alongside.measures.codes import FigurePartName
from alongside.measures.models.figures import Figure
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord


class FigurePart(AreaRecord):
    """The pseudonymous keys of the records in one part of a computed figure, as JSON. Only the room
    that keeps the records can turn them back. They are made anew with the figure's facts.
    """

    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=12)
    keys = models.TextField(default="[]")

    class Meta:
        constraints = [
            one_of(field="part", codes=FigurePartName, name="measures_part_name"),
            models.UniqueConstraint(
                fields=["figure", "part"],
                name="measures_part_once",
                violation_error_message="This part of the figure is kept already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "figure", "part")
        special = {"keys": "an empty list"}

    def __str__(self) -> str:
        return f"{self.part} of {self.figure_id}"


class Computation(AreaRecord):
    """How far the records of an area have been counted: up to which entry of the ledger, and on which
    day in London, since a new day makes things late. ``digest`` names the latest snapshot.
    """

    seen_seq = models.PositiveBigIntegerField(default=0)
    counted_on = models.DateField()
    digest = models.CharField(max_length=64, blank=True)
    as_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                name="measures_computation_once",
                violation_error_message="An area is counted once at a time.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "seen_seq", "counted_on", "digest", "as_at")

    def __str__(self) -> str:
        return f"{self.area_id} up to {self.seen_seq}"
