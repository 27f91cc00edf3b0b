"""Words that families did not understand: their votes, what the area decided, and what an officer kept.

A vote holds no name and leads to no case: ``voter`` is a digest, by which each person counts once.
"""

from django.db import models
from django.db.models import Q

from alongside.casework.models.plans import PlanVersion
from alongside.casework.rules.glossary import LONGEST, Decided
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord

_LISTED, _SET_ASIDE = Decided.LISTED.value, Decided.SET_ASIDE.value


class ConfusingTerm(NamedAreaRecord):
    """A word that somebody did not understand, or that the area lists by itself. ``key`` is the same for
    every way of writing it.
    """

    name = models.CharField(max_length=LONGEST)
    key = models.CharField(max_length=LONGEST)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "key"],
                name="casework_term_once",
                violation_error_message="This word stands in the list already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "name", "key", "made_at")

    def __str__(self) -> str:
        return self.name


class TermVote(AreaRecord):
    """Somebody did not understand the word. ``suggested`` is what they would say instead."""

    term = models.ForeignKey(ConfusingTerm, on_delete=models.PROTECT, related_name="votes")
    voter = models.CharField(max_length=64)
    suggested = models.CharField(max_length=LONGEST, blank=True)
    voted_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "voter"],
                name="casework_vote_once",
                violation_error_message="You told us about this word already.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "term", "voted_at")
        personal = {"voter": "a digest of nobody", "suggested": "words of our own"}

    def __str__(self) -> str:
        return str(self.pk)


class TermDecision(AreaRecord):
    """What the area decided about a word. The last one holds; earlier ones stay."""

    term = models.ForeignKey(ConfusingTerm, on_delete=models.PROTECT, related_name="decisions")
    decided = models.CharField(max_length=12)
    plain = models.CharField(max_length=LONGEST, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="decided", codes=Decided, name="casework_term_decided"),
            models.CheckConstraint(
                condition=Q(decided=_LISTED) & ~Q(plain="")
                | Q(decided=_SET_ASIDE, plain="") & ~Q(reason=""),
                name="casework_term_decision_whole",
                violation_error_message="Say what is written instead, or why the word stays.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "term", "decided", "decided_at", "decided_by")
        public = ("plain", "reason")

    def __str__(self) -> str:
        return f"{self.decided} {self.pk}"


class GlossarySettings(AreaRecord):
    """From how many people a word counts as confusing. No row: one."""

    confusing_from = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                name="casework_glossary_settings_once",
                violation_error_message="The area has these settings already.",
            ),
            models.CheckConstraint(
                condition=Q(confusing_from__range=(1, 50)),
                name="casework_glossary_confusing_from",
                violation_error_message="Write a number from 1 to 50.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "confusing_from", "version")

    def __str__(self) -> str:
        return f"of {self.area_id}"


class KeptTerm(AreaRecord):
    """A confusing word that stays in one version of an EHC plan, and why."""

    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="kept_terms")
    key = models.CharField(max_length=LONGEST)
    name = models.CharField(max_length=LONGEST)
    reason = models.TextField()
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"],
                name="casework_kept_term_once",
                violation_error_message="It is kept already, with a reason.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="casework_kept_term_has_a_reason",
                violation_error_message="Say why the word stays.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "plan", "key", "name", "kept_at", "kept_by")
        special = {"reason": "words of our own"}

    def __str__(self) -> str:
        return self.name
