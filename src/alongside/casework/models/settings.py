"""What schools, early years settings and colleges sent about their pupils."""

from django.db import models
from django.db.models import Q

from alongside.casework.models.cases import Case, CaseEvent
from alongside.casework.rules.settings import Sent
from alongside.people.constraints import one_of
from alongside.people.scoping import NamedAreaRecord


class SchoolSending(NamedAreaRecord):
    """Something that a school sent while the child was on its roll. It is never changed.

    ``event`` is what it did in the case. ``meeting_on`` is the day for which a review meeting is set, or on
    which it was held.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="school_sendings")
    school = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    sent = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="sent", codes=Sent, name="casework_sending_sent"),
            models.CheckConstraint(
                condition=~Q(text="")
                | Q(file__isnull=False)
                | Q(meeting_on__isnull=False)
                | Q(sent=Sent.INVITED.value),
                name="casework_sending_says_something",
                violation_error_message="Write it, choose a file, or give the day.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "case", "school", "sent", "meeting_on", "file", "event", "sent_at",
            "sent_by",
        )  # fmt: skip
        special = {"text": "words of our own"}

    def __str__(self) -> str:
        return self.ref
