"""What the worker made of each measure: judged, drawn and kept, so that a page only shows it."""

from django.db import models

from alongside.measures.models.definitions import Measure
from alongside.people.scoping import AreaRecord


class MadeReading(AreaRecord):
    """What both kinds of reading hold."""

    content = models.TextField()
    summary = models.TextField()
    chart = models.TextField(blank=True)
    chart_narrow = models.TextField(blank=True)
    spark = models.TextField(blank=True)
    beside = models.TextField(blank=True)
    years = models.TextField(blank=True)
    funnel = models.TextField(blank=True)
    made_from = models.CharField(max_length=64)
    as_at = models.DateTimeField()

    class Meta:
        abstract = True

    class Privacy:
        public = (
            "id", "area", "measure", "content", "summary", "chart", "chart_narrow", "spark", "beside",
            "years", "funnel", "made_from", "as_at",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.area_id} {self.as_at:%Y-%m-%d %H:%M}"


class Reading(MadeReading):
    """``summary`` is ``content`` with only its latest figure, for pages of many measures.

    ``content`` is JSON of ``measures.readings.Judged``; ``chart``, ``chart_narrow`` (for a phone)
    and ``spark`` are SVG. ``beside`` (our neighbours), ``years`` (every published year beside others)
    and ``funnel`` (all authorities) are JSON of ``measures.pictures.Picture``, empty where nothing can
    be compared.

    It is made anew from the figures as they stand whenever they change, and can be thrown away.
    """

    measure = models.OneToOneField(Measure, on_delete=models.PROTECT, related_name="reading")

    class Privacy(MadeReading.Privacy):
        pass


class ReadingForAll(MadeReading):
    """The same from the figures as everybody is told them: only of a measure that has one told as another."""

    measure = models.OneToOneField(
        Measure, on_delete=models.PROTECT, related_name="reading_for_all"
    )

    class Privacy(MadeReading.Privacy):
        pass
