"""Parting two children who were taken for one: what goes back with the one, and which of two restrictions
stays. Pure.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from alongside.casework.rules.codes import Relation
from alongside.casework.rules.searching import words_in
from alongside.kernel.refusals import Refusal

ONE_EACH = frozenset({Relation.MOTHER.value, Relation.FATHER.value})
CLOSES = "Say how you know that they are two children."


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Something recorded after the merge. ``follows`` is what it belongs to: it goes where that goes."""

    key: str
    follows: str = ""


def going(
    since: Iterable[Since], *, moved: Collection[str], chosen: Collection[str]
) -> frozenset[str]:
    """The keys of what was recorded after the merge and goes with the one who is parted.

    >>> reply, note = Since(key="answer.2", follows="event.1"), Since(key="event.3")
    >>> sorted(going([reply, note], moved={"event.1"}, chosen=set()))
    ['answer.2']
    """
    by_key = {each.key: each for each in since}
    return frozenset(key for key in by_key if _goes(key, by_key, moved, chosen))


def _goes(
    key: str, by_key: Mapping[str, Since], moved: Collection[str], chosen: Collection[str]
) -> bool:
    while key in by_key and by_key[key].follows:
        key = by_key[key].follows
    return key in moved or (key in by_key and key in chosen)


def free(since: Iterable[Since]) -> frozenset[str]:
    """The keys of what follows nothing: somebody has to say of each whose it is."""
    return frozenset(each.key for each in since if not each.follows)


def check_chosen(since: Iterable[Since], chosen: Collection[str]) -> None:
    """Raises Refusal for what is not there to choose."""
    if set(chosen) - free(since):
        raise Refusal("Something changed meanwhile. Look at the list again.", field="goes")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownContact:
    name: str
    relation: str
    email: str = ""
    phone: str = ""


def may_be_one_person(one: KnownContact, other: KnownContact) -> bool:
    """Careful: rather one too many than somebody who is restricted in one case and not in the other."""
    if one.email and one.email.strip().lower() == other.email.strip().lower():
        return True
    if _digits(one.phone) and _digits(one.phone) == _digits(other.phone):
        return True
    mine, theirs = words_in([one.name]), words_in([other.name])
    if mine == theirs:
        return True
    return one.relation == other.relation and one.relation in ONE_EACH and bool(mine & theirs)


def _digits(phone: str) -> str:
    return "".join(each for each in phone if each.isdigit())


def stricter(one: str, other: str) -> str:
    """Both restrictions, each said once.

    >>> stricter("", "Not the address."), stricter("Not the address.", "Not the school.")
    ('Not the address.', 'Not the address.\\nNot the school.')
    """
    said = dict.fromkeys(each.strip() for each in (one, other) if each.strip())
    return "\n".join(
        each for each in said if not any(each != more and each in more for more in said)
    )
