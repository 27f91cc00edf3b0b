"""What changed since a day: everything recorded about the action plan, and what its dates and its
people brought about by themselves, the newest first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from alongside.kernel.actor import Actor
from alongside.ledger.remembering import remembered
from alongside.plan.queries import change_sources as sources
from alongside.plan.queries.change_sources import Change
from alongside.plan.queries.loading import check_may_view
from alongside.plan.queries.statements import statement_head
from alongside.plan.queries.values import StatementHead
from alongside.web.clock import LONDON

__all__ = ["Change", "ChangesPage", "changes_page"]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    head: StatementHead
    since: date
    changes: tuple[Change, ...]


def changes_page(
    actor: Actor, *, statement_ref: str, since: date, today: date | None = None
) -> ChangesPage:
    """Everything on or after ``since``, one query a kind. Lines that became late by their date alone
    are told only when ``today`` is given.
    """
    head = statement_head(actor, statement_ref)
    begun = datetime.combine(since, time(), tzinfo=LONDON)
    found = remembered(
        ("plan.changes", head.id, since, today),
        lambda: _newest_first(_changes(actor, head.id, begun, today)),
    )
    return ChangesPage(head, since, found)


def _newest_first(changes: Iterator[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.at, reverse=True))


def _changes(
    actor: Actor, statement_id: int, begun: datetime, today: date | None
) -> Iterator[Change]:
    check_may_view(actor)
    for source in sources.EVERYTHING:
        yield from source(actor, statement_id, begun)
    if today is not None:
        yield from sources.lapsed(actor, statement_id, begun, today)
