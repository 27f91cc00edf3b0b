"""What the record of a child over time holds, item by item, for whoever asked for everything held."""

from collections.abc import Iterator
from datetime import date

from alongside.casework.models import Child, FamilyMessage
from alongside.casework.models.people import ChildRow
from alongside.casework.queries.queue import name_of
from alongside.casework.rules.child_record import PeriodKind, SettingKind
from alongside.casework.rules.family_release import Item
from alongside.casework.words import PERIOD_KINDS, SETTING_KINDS
from alongside.kernel.dates import day_in_words

RECORD = "What we keep of the child or young person over time"


def record_items(message: FamilyMessage, *, is_restricted: bool) -> Iterator[Item]:
    """Where the child lives and learns is never told to somebody who must not know it."""
    child: Child = message.case.child
    for name in child.names.all():
        yield _item(name, "Another name", (name.name,))
    for address in child.addresses.all():
        yield _item(
            address,
            "An address",
            (address.address, address.postcode, address.restriction),
            is_of_others=bool(address.restriction),
            is_closed=is_restricted,
        )
    for setting in child.settings.select_related("school"):
        kind = SETTING_KINDS[SettingKind(setting.kind)] if setting.kind else ""
        place = setting.school.name if setting.school else setting.place
        yield _item(setting, "A school or setting", (place, kind), is_closed=is_restricted)
    for period in child.periods.select_related("head_post", "worker"):
        yield _item(
            period,
            "Social care, care, or education at home",
            (
                PERIOD_KINDS[PeriodKind(period.kind)],
                period.responsible,
                f"Virtual School Head: {period.head_post.title}" if period.head_post else "",
                f"Social worker: {period.worker.name}" if period.worker else "",
            ),
            is_closed=is_restricted,
        )
    yield from _siblings(child, is_restricted=is_restricted)


def _siblings(child: Child, *, is_restricted: bool) -> Iterator[Item]:
    """Somebody else’s record: what is told is the name alone."""
    links = (
        *((each, each.sibling) for each in child.younger_links.select_related("sibling")),
        *((each, each.child) for each in child.older_links.select_related("child")),
    )
    for link, other in links:
        yield _item(
            link,
            "A brother or sister in our records",
            (name_of(other),),
            is_of_others=True,
            is_closed=is_restricted,
        )


def _item(
    row: ChildRow,
    what: str,
    lines: tuple[str, ...],
    *,
    is_of_others: bool = False,
    is_closed: bool = False,
) -> Item:
    return Item(
        key=f"record-{row.ref}",
        heading=RECORD,
        title=what,
        lines=tuple(filter(None, (*lines, _when(row.began_on, row.ended_on)))),
        is_of_others=is_of_others,
        is_closed=is_closed,
    )


def _when(began_on: date | None, ended_on: date | None) -> str:
    began = f"From {day_in_words(began_on)}" if began_on else ""
    ended = f"until {day_in_words(ended_on)}" if ended_on else ""
    return " ".join(filter(None, (began, ended))).capitalize()
