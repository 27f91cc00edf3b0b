"""The area's words: the list as the desk goes by it, what waits for whoever looks after it, and what
families read about their votes. Nothing here says who voted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from alongside.casework import perms
from alongside.casework.models import (
    ConfusingTerm,
    GlossarySettings,
    KeptTerm,
    TermDecision,
    TermVote,
)
from alongside.casework.rules.glossary import (
    Decided,
    WordFact,
    grown,
    is_confusing,
    key_of,
    votes_of,
)
from alongside.casework.rules.plans.reading_through import Reasons
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.language import Glossary, Votes, glossary

OWNER = "The area’s list, on top of Alongside’s starter list"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    """``votes`` are all that there ever were; ``waiting`` those since it was last decided. ``reason`` is what
    the last decision says. ``starter`` is what the starter list writes instead.
    """

    ref: str
    name: str
    votes: int
    waiting: int
    suggested: tuple[tuple[str, int], ...]
    decided: str
    plain: str
    reason: str
    decided_at: datetime | None
    decided_by: str
    starter: str
    is_confusing: bool


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """``waiting`` has what nobody has decided since the last vote, most votes first."""

    waiting: tuple[WordView, ...]
    decided: tuple[WordView, ...]
    confusing_from: int
    version: int


def area_glossary(area_id: int) -> Glossary:
    """As the drafting desk goes by it: with every word that families find confusing."""
    words = [_fact(each) for each in _rows(area_id)]
    return _grown(votes_of(words, confusing_from=_settings(area_id)[0]))


def listed_glossary(area_id: int) -> Glossary:
    """As families are told words: the starter list, and what whoever looks after it accepted."""
    words = [_fact(each) for each in _rows(area_id)]
    listed = [each for each in words if each.decided == Decided.LISTED]
    return _grown(votes_of(listed, confusing_from=1))


def glossary_page(actor: Actor) -> GlossaryPage:
    confusing_from, version = _settings(actor.area_id)
    views = [_view(each, confusing_from) for each in _rows(actor.area_id)]
    waiting = [each for each in views if each.waiting]
    return GlossaryPage(
        waiting=tuple(sorted(waiting, key=lambda each: (-each.waiting, each.name.casefold()))),
        decided=tuple(each for each in views if not each.waiting),
        confusing_from=confusing_from,
        version=version,
    )


def words_waiting(actor: Actor) -> tuple[WordView, ...]:
    """For the home page of whoever looks after the list."""
    return glossary_page(actor).waiting if actor.may_somewhere(perms.GLOSSARY) else ()


def one_word(actor: Actor, *, term_ref: str) -> WordView:
    """Raises Hidden."""
    confusing_from, _ = _settings(actor.area_id)
    found = [each for each in _rows(actor.area_id) if each.term.ref == term_ref]
    if not found:
        raise Hidden("word")
    return _view(found[0], confusing_from)


def kept_reasons(area_id: int, version_ref: str) -> Reasons:
    """(word, why it stays) in one version of an EHC plan."""
    rows = KeptTerm.objects.in_area(area_id).filter(plan__ref=version_ref)
    return tuple(rows.values_list("name", "reason"))


def words_of_voter(area_id: int, voters: Iterable[str]) -> Mapping[str, WordView]:
    """By key, the words about which this person told us, and what became of them."""
    mine = TermVote.objects.in_area(area_id).filter(voter__in=list(voters))
    keys = set(mine.values_list("term__key", flat=True))
    confusing_from, _ = _settings(area_id)
    return {
        each.term.key: _view(each, confusing_from)
        for each in _rows(area_id)
        if each.term.key in keys
    }


@dataclass(frozen=True, slots=True)
class _Row:
    term: ConfusingTerm
    votes: Sequence[TermVote]
    decision: TermDecision | None


def _rows(area_id: int) -> list[_Row]:
    """In two queries: the words with their votes, and what was decided."""
    votes: dict[int, list[TermVote]] = {}
    terms: dict[int, ConfusingTerm] = {}
    decisions: dict[int, TermDecision] = {}
    for vote in TermVote.objects.in_area(area_id).select_related("term").order_by("id"):
        terms[vote.term_id] = vote.term
        votes.setdefault(vote.term_id, []).append(vote)
    rows = TermDecision.objects.in_area(area_id).select_related("term", "decided_by")
    for decision in rows.order_by("id"):
        terms[decision.term_id] = decision.term
        decisions[decision.term_id] = decision
    ordered = sorted(terms.values(), key=lambda each: each.key)
    return [_Row(each, votes.get(each.pk, []), decisions.get(each.pk)) for each in ordered]


def _settings(area_id: int) -> tuple[int, int]:
    """(from how many people, version): one person before anything was set."""
    rows = GlossarySettings.objects.in_area(area_id).values_list("confusing_from", "version")
    return rows.first() or (1, 1)


def _fact(row: _Row) -> WordFact:
    """Votes count anew once a word was set aside."""
    decision = row.decision
    is_set_aside = decision is not None and decision.decided == Decided.SET_ASIDE
    counted = _since(row) if is_set_aside else row.votes
    return WordFact(
        name=row.term.name,
        votes=len(counted),
        suggested=tuple(words for words, _ in _suggested(counted)),
        decided=decision.decided if decision else "",
        plain=decision.plain if decision else "",
    )


def _since(row: _Row) -> list[TermVote]:
    """The votes that nobody has decided about."""
    if row.decision is None:
        return list(row.votes)
    return [each for each in row.votes if each.voted_at > row.decision.decided_at]


def _suggested(votes: Sequence[TermVote]) -> tuple[tuple[str, int], ...]:
    """(wording, by how many), the one with most first, however it was written."""
    counts: dict[str, int] = {}
    written: dict[str, str] = {}
    for vote in votes:
        if vote.suggested:
            key = key_of(vote.suggested)
            counts[key] = counts.get(key, 0) + 1
            written.setdefault(key, vote.suggested)
    ordered = sorted(counts, key=lambda key: -counts[key])
    return tuple((written[key], counts[key]) for key in ordered)


def _view(row: _Row, confusing_from: int) -> WordView:
    decision, starter = row.decision, glossary().find(row.term.name)
    return WordView(
        ref=row.term.ref,
        name=row.term.name,
        votes=len(row.votes),
        waiting=len(_since(row)),
        suggested=_suggested(row.votes),
        decided=decision.decided if decision else "",
        plain=decision.plain if decision else "",
        reason=decision.reason if decision else "",
        decided_at=decision.decided_at if decision else None,
        decided_by=decision.decided_by.name if decision and decision.decided_by else "",
        starter=starter.plain if starter else "",
        is_confusing=is_confusing(_fact(row), confusing_from=confusing_from),
    )


@lru_cache(maxsize=16)
def _grown(votes: tuple[tuple[str, Votes], ...]) -> Glossary:
    """One for the same votes, since its patterns are kept beside it."""
    return grown(glossary(), votes, owner=OWNER) if votes else glossary()
