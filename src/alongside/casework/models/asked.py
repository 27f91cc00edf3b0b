"""Requests for an assessment that came in by the public page, until an officer files them in a case."""

from django.db import models
from django.db.models import Q

from alongside.casework.models.cases import Case
from alongside.casework.rules.asking import ASKERS, RequestState
from alongside.people.constraints import one_of, paired
from alongside.people.scoping import NamedAreaRecord


class ReceivedRequest(NamedAreaRecord):
    """``received_on`` starts the law's clock, however late it is filed. Once it is filed, everything
    personal stands in the case and is emptied here. What is set aside keeps its words, and the reason.
    """

    asker = models.CharField(max_length=16)
    name = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    safely = models.CharField(max_length=300, blank=True)
    given_names = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    received_on = models.DateField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=RequestState.WAITING.value)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="received_requests"
    )
    why = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["received_on", "id"]
        indexes = [
            models.Index(
                fields=["area", "received_on"],
                condition=Q(state=RequestState.WAITING.value),
                name="casework_request_waits",
            ),
        ]
        constraints = [
            one_of(field="state", codes=RequestState, name="casework_request_state"),
            models.CheckConstraint(
                condition=Q(asker__in=sorted(ASKERS)),
                name="casework_request_asker",
                violation_error_message="Say who asks.",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.FILED.value, case__isnull=False)
                | ~Q(state=RequestState.FILED.value) & Q(case=None),
                name="casework_request_filed_in_a_case",
                violation_error_message="A request is filed in a case.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.SET_ASIDE.value) | ~Q(why=""),
                name="casework_request_aside_why",
                violation_error_message="Say why it is set aside.",
            ),
            paired(
                fields=("settled_at", "settled_by"),
                name="casework_request_settled",
                sentence="A request is filed or set aside by somebody.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "asker", "received_on", "received_at", "state", "case", "settled_at",
            "settled_by",
        )  # fmt: skip
        personal = {
            "name": "name", "place": "words", "email": "email", "phone": "phone",
            "given_names": "name", "family_name": "name", "born_on": "birth date",
            "why": "words of our own",
        }  # fmt: skip
        special = {"text": "words of our own"}
        restricted = {"safely": "words"}

    def __str__(self) -> str:
        return self.ref
