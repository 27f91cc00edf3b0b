"""Everything held about a child, item by item, and what of it is handed over to whoever of the family
asked. What is about somebody else is withheld unless an officer finds that it may be told; what must
never be told is withheld whatever the officer ticks.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alongside.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """``key`` names it in the form. ``title`` says what it is without saying what is in it, because it is
    listed when it is withheld. ``is_of_others``: withheld at first. ``is_closed``: always withheld.
    """

    key: str
    heading: str
    title: str
    lines: tuple[str, ...] = ()
    is_of_others: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Released:
    """``content`` is (heading, entries), each entry a title with its lines. ``withheld`` is (title, why)."""

    content: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    withheld: tuple[tuple[str, str], ...]


CLOSED = (
    "It is kept from you to keep somebody safe, or because somebody asked that it is not shown."
)


def release(items: Sequence[Item], *, withhold: Collection[str], reason: str) -> Released:
    """Raises Refusal when something is withheld without a reason."""
    kept_back = [each for each in items if each.is_closed or each.key in withhold]
    if any(not each.is_closed for each in kept_back) and not reason.strip():
        raise Refusal("Say why this is withheld. The family reads it.", field="reason")
    back = {each.key for each in kept_back}
    headings = dict.fromkeys(each.heading for each in items)
    content = (
        (
            heading,
            tuple(
                (each.title, each.lines)
                for each in items
                if each.heading == heading and each.key not in back
            ),
        )
        for heading in headings
    )
    return Released(
        content=tuple((heading, entries) for heading, entries in content if entries),
        withheld=tuple(
            (each.title, CLOSED if each.is_closed else reason.strip()) for each in kept_back
        ),
    )
