"""What tests of requests for advice do and look up again and again."""

from datetime import date

from alongside.advice.keeping import Said
from alongside.advice.models import AdviceRequest
from alongside.advice.operations import answering
from alongside.casework.models import CaseDuty, CaseEvent
from tests.advice.factories import (
    Place,
    Somebody,
    noon,
)


def events(place: Place) -> list[tuple[str, date]]:
    rows = CaseEvent.objects.in_area(place.area.pk).filter(case=place.case)
    found = rows.filter(kind__startswith="advice_").order_by("id")
    return list(found.values_list("kind", "happened_on"))


def standing_events(place: Place) -> dict[str, date]:
    """By kind, of the events about advice that nothing took the place of."""
    rows = CaseEvent.objects.in_area(place.area.pk).filter(case=place.case, corrected_by=None)
    return dict(rows.filter(kind__startswith="advice_").values_list("kind", "happened_on"))


def duty(place: Place) -> CaseDuty:
    return CaseDuty.objects.in_area(place.area.pk).get(case=place.case, rule="ADV-6W")


def decline(who: Somebody, request: AdviceRequest, on: date) -> None:
    answering.decline_request(
        actor=who.actor,
        at=noon(on),
        request_ref=request.ref,
        ground="adverse_to_functions",
        said=Said(on=on, note="In writing."),
    )


def said(on: date, note: str = "", source: str = "email") -> Said:
    return Said(on=on, note=note, source=source)
