"""The facts of early notification: one row for each child on health’s latest list, once."""

from collections.abc import Iterator
from datetime import date

from alongside.advice import perms
from alongside.advice.models import EarlyNoticeStep, IdentifiedChild
from alongside.advice.queries.early import identified_children, listed_of
from alongside.advice.rules.early import EarlyStep
from alongside.advice.rules.reconciling import reconcile
from alongside.kernel.actor import Actor
from alongside.measures.pseudonyms import fact_key

IDENTIFIED = "identified child"
Values = tuple[object, ...]


def identified_rows(actor: Actor, today: date) -> Iterator[Values]:
    """``notified_on`` is the day on which it was first brought to the authority. Raises Hidden."""
    days = _first_sent(actor)
    for each in counted(actor):
        yield (
            identified_key(actor, each.pk),
            each.identified_on,
            days.get(each.nhs_number) if each.nhs_number else None,
            not each.unmatchable,
        )


def counted(actor: Actor) -> list[IdentifiedChild]:
    """Every child of the list once; what cannot be matched too. Raises Hidden."""
    actor.check_may(perms.OVERSEE_HEALTH)
    rows = list(identified_children(actor))
    repeated = set(reconcile([listed_of(each) for each in rows], []).repeated)
    return [each for each in rows if str(each.pk) not in repeated]


def identified_key(actor: Actor, child_id: int) -> str:
    return fact_key(actor.area_slug, IDENTIFIED, child_id)


def _first_sent(actor: Actor) -> dict[str, date]:
    steps = EarlyNoticeStep.objects.in_area(actor.area_id).filter(step=EarlyStep.SENT.value)
    found: dict[str, date] = {}
    rows = steps.exclude(notice__nhs_number="").order_by("happened_on", "id")
    for number, on in rows.values_list("notice__nhs_number", "happened_on"):
        found.setdefault(number, on)
    return found
