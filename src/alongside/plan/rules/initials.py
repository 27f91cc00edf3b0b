"""What printed initials may mean. They are a label, never an identity: whatever is not certain
is asked.

Certain means: printed with an organisation, and exactly one listed leader has the initials, in that
organisation. Organisations are compared as given; whoever asks resolves abbreviations first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from alongside.people.rules import plain_initials
from alongside.plan.rules.codes import QuestionKind

_TOKENS = re.compile(r"\(([^()]*)\)|([^()]+)")


@dataclass(frozen=True, slots=True)
class PrintedLead:
    initials: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody in a list of leaders. ``key`` is whatever the asker uses to find the row again."""

    key: str
    initials: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Match:
    """``question`` is None when the match is certain; then ``candidates`` holds the one leader."""

    question: QuestionKind | None
    candidates: tuple[Leader, ...] = ()
    proposed: Leader | None = None


def read_printed_leads(text: str) -> tuple[PrintedLead, ...]:
    """The leads of one cell. An organisation stands after its initials, or before them when it
    comes first.

    >>> read_printed_leads("(M.S) CYC (K.McN) CCG")[1]
    PrintedLead(initials='K.McN', organisation='CCG')
    >>> read_printed_leads("CYC (S.D) CCG (S.DV) (P.C)")[2]
    PrintedLead(initials='P.C', organisation='CCG')
    """
    tokens = [(bool(m[1]), (m[1] or m[2] or "").strip()) for m in _TOKENS.finditer(text)]
    tokens = [(bracketed, words) for bracketed, words in tokens if words]
    if tokens and tokens[0][0]:
        tokens.reverse()
        return tuple(reversed(_with_organisation_first(tokens)))
    return tuple(_with_organisation_first(tokens))


def match_initials(printed: PrintedLead, leaders: Sequence[Leader]) -> Match:
    """Who the initials may mean, and whether to ask."""
    wanted = plain_initials(printed.initials)
    same = tuple(x for x in leaders if plain_initials(x.initials) == wanted)
    if not same:
        return Match(QuestionKind.UNKNOWN_INITIALS)
    inside = [x for x in same if printed.organisation and x.organisation == printed.organisation]
    only = inside[0] if len(inside) == 1 else None
    if len(same) > 1:
        return Match(QuestionKind.AMBIGUOUS_INITIALS, same, only)
    if only is None:
        return Match(QuestionKind.OTHER_ORGANISATION, same)
    return Match(None, same)


def _with_organisation_first(tokens: Sequence[tuple[bool, str]]) -> list[PrintedLead]:
    leads, organisation = [], ""
    for bracketed, words in tokens:
        if bracketed:
            leads.append(PrintedLead(words, organisation))
        else:
            organisation = words
    return leads
