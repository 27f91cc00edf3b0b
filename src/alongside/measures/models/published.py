"""National figures as they were published: the same for every local area of this installation."""

from django.db import models
from django.db.models import Q


class PublishedRelease(models.Model):
    """One release, read whole or not at all. ``digest`` is the SHA-256 of the file as published.

    The tables themselves are kept as Parquet, named by their content (``kept_as``, JSON).
    """

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    period_words = models.CharField(max_length=100)
    published_order = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    kept_as = models.TextField()
    doubts = models.TextField(blank=True)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["-published_order", "-id"]

    class Privacy:
        public = (
            "id", "kind", "title", "publisher", "licence", "period_words", "published_order",
            "digest", "kept_as", "doubts",
        )  # fmt: skip
        staff = ("imported_at", "imported_by")
        personal: dict[str, str] = {}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return self.title


class PublishedArea(models.Model):
    """An authority, a region or England, by its ONS code."""

    code = models.CharField(max_length=9, unique=True)
    dfe_code = models.CharField(max_length=3, blank=True)
    name = models.CharField(max_length=100)
    level = models.CharField(max_length=10)
    region_code = models.CharField(max_length=9, blank=True)

    class Privacy:
        public = ("id", "code", "dfe_code", "name", "level", "region_code")
        staff = ()
        personal: dict[str, str] = {}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return self.name


class PublishedFigure(models.Model):
    """A figure of a measure that is mapped. Missing is never nought: it says why in ``missing``."""

    release = models.ForeignKey(PublishedRelease, on_delete=models.PROTECT, related_name="figures")
    code = models.CharField(max_length=80)
    area_code = models.CharField(max_length=9)
    period_from = models.DateField()
    period_until = models.DateField()
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    missing = models.CharField(max_length=30, blank=True)
    doubt = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["code", "area_code", "period_from"], name="measures_published"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "code", "area_code", "period_from"],
                name="measures_published_once",
                violation_error_message="The release gives this figure twice.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing="") | (Q(value=None) & ~Q(missing="")),
                name="measures_published_value_or_reason",
                violation_error_message="A figure that is missing says why.",
            ),
        ]

    class Privacy:
        public = (
            "id", "release", "code", "area_code", "period_from", "period_until", "numerator",
            "denominator", "value", "missing", "doubt",
        )  # fmt: skip
        staff = ()
        personal: dict[str, str] = {}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.code} {self.area_code} {self.period_from}"


class Neighbour(models.Model):
    """Children's services statistical neighbours: ten of an authority, the closest first."""

    area_code = models.CharField(max_length=9)
    neighbour_code = models.CharField(max_length=9)
    rank = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=20)

    class Meta:
        ordering = ["area_code", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "area_code", "rank"],
                name="measures_neighbour_rank_once",
                violation_error_message="An authority has one neighbour of each rank.",
            ),
        ]

    class Privacy:
        public = ("id", "area_code", "neighbour_code", "rank", "edition")
        staff = ()
        personal: dict[str, str] = {}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.area_code} {self.rank}"
