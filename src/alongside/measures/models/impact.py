"""Evidence of impact on one standard page, for resources, strategies and procedures alike."""

from django.db import models
from django.db.models import Q

from alongside.measures.codes import ImpactOf
from alongside.measures.models.definitions import Measure
from alongside.people.constraints import one_of
from alongside.people.scoping import NamedAreaRecord


class ImpactEvidence(NamedAreaRecord):
    """Six questions, answered in plain words. A change ends this row and begins another
    (``replaces``), so that what was said before can be read.
    """

    title = models.CharField(max_length=200)
    about = models.CharField(max_length=10)
    what_was_done = models.TextField()
    for_whom = models.TextField()
    what_changed = models.TextField(blank=True)
    how_we_know = models.TextField(blank=True)
    what_families_say = models.TextField(blank=True)
    what_next = models.TextField(blank=True)
    measures = models.ManyToManyField(Measure, related_name="impact_evidence", blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            one_of(field="about", codes=ImpactOf, name="measures_impact_about"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(what_was_done="") & ~Q(for_whom=""),
                name="measures_impact_described",
                violation_error_message="Say what was done and for whom.",
            ),
        ]

    class Privacy:
        public = (
            "id", "area", "ref", "title", "about", "what_was_done", "for_whom", "what_changed",
            "how_we_know", "what_families_say", "what_next", "measures", "replaces",
        )  # fmt: skip
        staff = ("written_at", "written_by")

    def __str__(self) -> str:
        return self.title
