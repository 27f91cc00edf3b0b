"""Lists of requests: the boards of those who look after a side, a provider’s own, and those of one case.

A request that was shared stands in its parts; the whole is listed only where its case is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from alongside.advice import perms
from alongside.advice.models import AdviceRequest
from alongside.advice.models.requests import with_posts_of
from alongside.advice.queries.due import with_due_on
from alongside.advice.queries.reached import nobody_is_there, to_take_higher
from alongside.advice.queries.values import ProviderRow, RequestRow
from alongside.advice.rules.codes import CLOSED, OWED, Adviser, Side, State
from alongside.casework.queries.queue import name_of
from alongside.kernel.actor import Actor
from alongside.kernel.proportion import Proportion
from alongside.ledger.remembering import remembered

SOON = timedelta(days=14)
_OWED = [each.value for each in OWED]
_CLOSED = [each.value for each in CLOSED]
RELATED = ("case__child", "post__organisation")


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """``what`` is "late", "higher" for what is to be taken to somebody senior, "soon", "back", "check",
    "not_known", "nobody" where nobody holds the post, or empty for all that is open.
    """

    what: str = ""
    adviser: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """``on_time``: first given by the day, of all whose day has passed. ``rows`` are those of the board,
    and ``listed`` the ids of those that were chosen, the most urgent first.
    """

    sides: tuple[Side, ...]
    rows: Any
    listed: tuple[int, ...]
    due_soon: int
    late: int
    sent_back: int
    waits_for_check: int
    not_known: int
    on_time: Proportion
    providers: tuple[ProviderRow, ...]

    @property
    def total(self) -> int:
        return len(self.listed)

    def page(self, start: int, stop: int) -> tuple[RequestRow, ...]:
        """The most urgent first."""
        shown = self.listed[start:stop]
        found = self.rows.filter(pk__in=shown).select_related(*RELATED).in_bulk()
        return tuple(row_of(found[pk]) for pk in shown if pk in found)


@dataclass(frozen=True, slots=True)
class _Read:
    counts: Mapping[str, int]
    providers: tuple[ProviderRow, ...]
    listed: tuple[int, ...]


def board(actor: Actor, *, today: date, choice: BoardChoice) -> Board:
    """Of the sides that this person looks after; empty for everybody else. Two queries, and one for each
    page of it.
    """
    sides = sides_of(actor)
    whole = with_due_on(leaves(AdviceRequest.objects.in_area(actor.area_id)))
    key = (actor.area_id, sides, today)
    return _board(whole.filter(side__in=sides), sides, choice, key)


def own_requests(actor: Actor, *, today: date, choice: BoardChoice) -> Board:
    """Those with a post that this person holds or covers for; the whole ones too."""
    rows = AdviceRequest.objects.in_area(actor.area_id).filter(with_posts_of(actor, today))
    return _board(with_due_on(rows), (), choice, (actor, actor.area_id, today))


def requests_of_providers(actor: Actor, *, today: date, choice: BoardChoice) -> Board:
    """Those with a post of an organisation that this person manages advice for, and no others."""
    rows = leaves(of_providers(actor))
    return _board(with_due_on(rows), (), choice, (actor, "providers", actor.area_id, today))


def of_providers(actor: Actor) -> Any:
    """None for whoever manages none. A permission that reached the whole area would be no manager’s."""
    rows = AdviceRequest.objects.in_area(actor.area_id)
    found = actor.organisations_for(perms.PROVIDER)
    return rows.filter(post__organisation__in=found) if found else rows.none()


def requests_of_case(actor: Actor, *, case_ref: str) -> tuple[RequestRow, ...]:
    """What was asked for in one case, each whole before its parts. The caller may read the case, and may ask. Two
    queries, or one where there is nothing: the first costs a fifth of the second.
    """
    rows = AdviceRequest.objects.in_area(actor.area_id).filter(case__ref=case_ref)
    if not rows.exists():
        return ()
    found = with_due_on(rows).select_related(*RELATED)
    listed = [row_of(each) for each in found.order_by("asked_on", "id")]
    return tuple(listed)


def leaves(rows: Any) -> Any:
    parts = AdviceRequest.objects.across_areas(reason="Parts of rows that are in the area.")
    return rows.filter(~Exists(parts.filter(part_of=OuterRef("pk"))))


def sides_of(actor: Actor) -> tuple[Side, ...]:
    """Which this person looks after."""
    return tuple(side for side, needed in perms.OVERSEES.items() if actor.may(needed))


def _board(rows: Any, sides: tuple[Side, ...], choice: BoardChoice, key: tuple[Any, ...]) -> Board:
    """``key`` ends with the day, and says whose board it is: its counts and its order are remembered."""
    found = remembered(("advice.board", choice, *key), lambda: _read(rows, choice, key[-1]))
    counts = found.counts
    return Board(
        sides=sides,
        rows=rows,
        listed=found.listed,
        due_soon=counts["due_soon"],
        late=counts["late"],
        sent_back=counts["sent_back"],
        waits_for_check=counts["waits"],
        not_known=counts["not_known"],
        on_time=Proportion(counts["in_time"], counts["passed"]),
        providers=found.providers,
    )


def _read(rows: Any, choice: BoardChoice, today: date) -> _Read:
    """In two queries: what is counted of all is the sum of what is counted of each provider."""
    counted = _counted(today)
    grouped = rows.order_by().values("post__organisation__name").annotate(**counted)
    by_name = sorted(grouped, key=lambda row: str(row["post__organisation__name"]))
    chosen = rows.filter(_chosen(choice.what, today), *_of_adviser(choice))
    ordered = chosen.order_by(F("due_on").asc(nulls_last=True), "id")
    return _Read(
        counts=MappingProxyType({name: sum(row[name] for row in by_name) for name in counted}),
        providers=tuple(_provider(row) for row in by_name),
        listed=tuple(ordered.values_list("pk", flat=True)),
    )


def _provider(row: Mapping[str, Any]) -> ProviderRow:
    return ProviderRow(
        organisation=row["post__organisation__name"],
        open_count=row["open"],
        late_count=row["late"],
        sent_back_count=row["sent_back"],
        on_time=Proportion(row["in_time"], row["passed"]),
    )


def _late(today: date) -> Q:
    return Q(state__in=_OWED, due_on__lt=today)


def _counted(today: date) -> dict[str, Any]:
    """Of what is open, and of everything whose day has passed: what never came counts there as late."""
    passed = Q(due_on__lt=today) & ~fell_away()
    return {
        "late": Count("pk", filter=_late(today)),
        "due_soon": Count("pk", filter=Q(state__in=_OWED, due_on__range=(today, today + SOON))),
        "sent_back": Count("pk", filter=Q(state=State.SENT_BACK.value)),
        "waits": Count("pk", filter=Q(state=State.GIVEN.value)),
        "not_known": Count("pk", filter=Q(state=State.NOT_KNOWN.value)),
        "open": Count("pk", filter=~Q(state__in=_CLOSED)),
        "passed": Count("pk", filter=passed),
        "in_time": Count("pk", filter=passed & Q(first_given_on__lte=F("due_on"))),
    }


def fell_away() -> Q:
    """Declined or withdrawn in time, with no advice given. What ended later was late."""
    return Q(first_given_on=None, ended_on__lte=F("due_on"))


def _chosen(what: str, today: date) -> Q:
    match what:
        case "late":
            return _late(today)
        case "soon":
            return Q(state__in=_OWED, due_on__range=(today, today + SOON))
        case "back":
            return Q(state=State.SENT_BACK.value)
        case "check":
            return Q(state=State.GIVEN.value)
        case "not_known":
            return Q(state=State.NOT_KNOWN.value)
        case "higher":
            return _late(today) & to_take_higher(today)
        case "nobody":
            return ~Q(state__in=_CLOSED) & nobody_is_there(today)
        case "closed":
            return Q(state__in=_CLOSED)
        case _:
            return ~Q(state__in=_CLOSED)


def _of_adviser(choice: BoardChoice) -> list[Q]:
    return [Q(adviser=choice.adviser)] if choice.adviser else []


def row_of(each: Any) -> RequestRow:
    """Of a request with its case, child, post and organisation, and ``due_on``."""
    return RequestRow(
        ref=each.ref,
        case_ref=each.case.ref,
        case_number=each.case.number,
        name=name_of(each.case.child),
        adviser=Adviser(each.adviser),
        side=Side(each.side),
        post=each.post.title,
        organisation=each.post.organisation.name,
        state=State(each.state),
        is_part=each.part_of_id is not None,
        body=each.body,
        asked_on=each.asked_on,
        received_on=each.received_on,
        due_on=each.due_on,
        first_given_on=each.first_given_on,
        accepted_on=each.accepted_on,
        ended_on=each.ended_on,
    )
