"""What social care offers a child whom it does not know, and what the family answered."""

from django.db import models
from django.db.models import Q

from alongside.advice.models.requests import AdviceRequest
from alongside.advice.rules.offering import ANSWERS, Help
from alongside.casework.rules.codes import Source
from alongside.people.constraints import one_of
from alongside.people.scoping import AreaRecord, NamedAreaRecord


class HelpOffer(NamedAreaRecord):
    """One thing that was offered, by whom: a name and a role, in words. It closes no gap: the advice is owed."""

    request = models.ForeignKey(AdviceRequest, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=16)
    offered_on = models.DateField()
    offered_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["offered_on", "id"]
        constraints = [
            one_of(field="kind", codes=Help, name="advice_offer_kind"),
            models.CheckConstraint(
                condition=~Q(offered_by=""),
                name="advice_offer_says_who",
                violation_error_message="Say who offered it.",
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "request", "kind", "offered_on", "recorded_at", "recorded_by")
        personal = {"offered_by": "an invented name"}

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class OfferAnswer(AreaRecord):
    """What the family said to an offer, and how. They may say another thing later: then there are two, and the
    last one stands.
    """

    offer = models.ForeignKey(HelpOffer, on_delete=models.PROTECT, related_name="answers")
    says = models.CharField(max_length=8)
    answered_on = models.DateField()
    source = models.CharField(max_length=12)
    words = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of(field="says", codes=ANSWERS, name="advice_offer_answer"),
            one_of(field="source", codes=Source, name="advice_offer_answer_source"),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="advice_offer_answer_has_words",
                violation_error_message="Say who in the family said so.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "offer", "says", "answered_on", "source", "recorded_at", "recorded_by",
        )  # fmt: skip
        special = {"words": "words of our own"}

    def __str__(self) -> str:
        return f"{self.says} {self.offer_id}"
