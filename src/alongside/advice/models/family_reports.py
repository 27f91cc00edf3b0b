"""The family's own evidence, private reports included, and how it was considered."""

from django.db import models
from django.db.models import Q

from alongside.advice.models.requests import AdviceRequest
from alongside.advice.rules.family_evidence import Bought, Considered
from alongside.casework.rules.codes import Source
from alongside.people.constraints import one_of, paired
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class FamilyReport(NamedAreaRecord):
    """Something that a family gave us to read. ``given_by`` is from whom it came, ``author`` who wrote it.
    ``contact`` is who that is in the record, if it is known; ``is_young_persons`` where it is the young
    person. They see it on their own page, with how it was considered.

    ``bought``: the family paid for it, as ours was late or missing; ``late_request`` is which, if that is
    known. Advisers read it only once the family agreed: ``shared_on``, with how they said so.
    """

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="family_reports"
    )
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=200, blank=True)
    given_by = models.CharField(max_length=200)
    contact = models.ForeignKey(
        "casework.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_young_persons = models.BooleanField(default=False)
    dated_on = models.DateField(null=True, blank=True)
    received_on = models.DateField()
    source = models.CharField(max_length=12)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    bought = models.CharField(max_length=8, default=Bought.NO.value)
    bought_words = models.TextField(blank=True)
    late_request = models.ForeignKey(
        AdviceRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    shared_on = models.DateField(null=True, blank=True)
    shared_how = models.TextField(blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["received_on", "id"]
        constraints = [
            one_of(field="bought", codes=Bought, name="advice_report_bought"),
            one_of(field="source", codes=Source, name="advice_report_source"),
            paired(
                fields=("shared_on", "shared_at"),
                name="advice_report_shared_whole",
                sentence="The family agreed on a day, and it was recorded at a time.",
            ),
            models.CheckConstraint(
                condition=Q(contact=None) | Q(is_young_persons=False),
                name="advice_report_of_one_giver",
                violation_error_message="It came from one person.",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(given_by=""),
                name="advice_report_says_what",
                violation_error_message="Say what it is, and from whom it came.",
            ),
            models.CheckConstraint(
                condition=Q(bought=Bought.NO.value, late_request=None, bought_words="")
                | ~Q(bought=Bought.NO.value) & ~Q(bought_words=""),
                name="advice_report_bought_has_reason",
                violation_error_message="Say what was late or missing.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "dated_on", "received_on", "source", "file", "bought",
            "contact", "is_young_persons",
            "late_request", "shared_on", "shared_at", "shared_by", "recorded_at", "recorded_by",
        )  # fmt: skip
        personal = {"author": "an invented name", "given_by": "an invented name"}
        special = dict.fromkeys(("title", "bought_words", "shared_how"), "words of our own")

    def __str__(self) -> str:
        return self.ref


class ReportConsidered(AreaRecord):
    """How a report was used, or why not, by whom and when. It may be considered again: then there are two."""

    report = models.ForeignKey(FamilyReport, on_delete=models.PROTECT, related_name="considered")
    outcome = models.CharField(max_length=8)
    words = models.TextField()
    considered_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="outcome", codes=Considered, name="advice_considered_outcome"),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="advice_considered_has_words",
                violation_error_message="Say how it was used, or why not.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "report", "outcome", "considered_on", "recorded_at", "recorded_by",
        )  # fmt: skip
        special = {"words": "words of our own"}

    def __str__(self) -> str:
        return f"{self.outcome} {self.report_id}"
