"""Whose number is this, and what is that role called? The ledger keeps numbers and codes; the rooms
that know people and roles are told of here by ``config``.

Without them the pages show the codes alone.
"""

from collections.abc import Callable, Collection, Mapping

NamesOf = Callable[[Collection[int]], Mapping[int, str]]
PeopleCalled = Callable[[str], Collection[int]]
RoleLabel = Callable[[str], str]


class _Installed:
    names_of: NamesOf | None = None
    people_called: PeopleCalled | None = None
    role_label: RoleLabel | None = None


def install(*, names_of: NamesOf, people_called: PeopleCalled, role_label: RoleLabel) -> None:
    """Called once by ``config`` as the process starts."""
    _Installed.names_of = names_of
    _Installed.people_called = people_called
    _Installed.role_label = role_label


def names_of(person_ids: Collection[int]) -> Mapping[int, str]:
    return _Installed.names_of(person_ids) if _Installed.names_of else {}


def people_called(words: str) -> Collection[int]:
    """The numbers of everybody whose name holds the words."""
    return _Installed.people_called(words) if _Installed.people_called else ()


def role_words(codes: str) -> str:
    """Roles as an entry keeps them, "chair, inspector", in the words of the role table."""
    label = _Installed.role_label
    return ", ".join(label(code) for code in codes.split(", ")) if label and codes else codes
