"""Advice that was asked for and accepted, by case, as a sweep over EHC plans looks at it. No name is read."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alongside.advice import perms
from alongside.advice.models import AdviceRequest
from alongside.advice.rules.codes import Adviser, Side, SubmissionState
from alongside.kernel.actor import Actor

GIVEN = (SubmissionState.GIVEN.value, SubmissionState.ACCEPTED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAdvice:
    """One request for advice, or a service’s part of it, as it stands. ``submission_ref`` is its newest advice that
    was given, by ``author``; empty before there is any.
    """

    ref: str
    adviser: Adviser
    organisation: str
    asked_on: date
    given_on: date | None
    accepted_on: date | None
    submission_ref: str
    author: str
    seen_on: date | None


def health_advice_accepted(
    actor: Actor, *, after: int, until: int
) -> Mapping[int, tuple[date, ...]]:
    """The days of acceptance by the id of the case, for those after one id and until another. Raises Hidden."""
    actor.check_may(perms.OVERSEE_HEALTH)
    rows = AdviceRequest.objects.in_area(actor.area_id).filter(
        side=Side.HEALTH.value, accepted_on__isnull=False, case__gt=after, case__lte=until
    )
    found: defaultdict[int, list[date]] = defaultdict(list)
    for case_id, accepted_on in rows.values_list("case", "accepted_on"):
        found[case_id].append(accepted_on)
    return {case_id: tuple(days) for case_id, days in found.items()}


def asked_advice(actor: Actor, case_id: int, side: Side) -> tuple[AskedAdvice, ...]:
    """What one side was asked for in one case, the latest first. Raises Hidden."""
    actor.check_may(perms.OVERSEES[side])
    rows = AdviceRequest.objects.in_area(actor.area_id).filter(side=side.value, case=case_id)
    rows = rows.select_related("post__organisation").prefetch_related("submissions")
    return tuple(_asked(each) for each in rows.order_by("-asked_on", "-id"))


def _asked(each: AdviceRequest) -> AskedAdvice:
    given = [one for one in each.submissions.all() if one.state in GIVEN]
    newest = max(given, key=lambda one: one.number, default=None)
    by = (newest.author_name, newest.author_role) if newest else ()
    return AskedAdvice(
        ref=each.ref,
        adviser=Adviser(each.adviser),
        organisation=each.post.organisation.name,
        asked_on=each.asked_on,
        given_on=each.first_given_on,
        accepted_on=each.accepted_on,
        submission_ref=newest.ref if newest else "",
        author=", ".join(one for one in by if one),
        seen_on=newest.seen_on if newest else None,
    )
