"""What graded audits say, counted: by promise, section, question, team, agency and quarter. Pure, and without a
rate, an interval or a name. What is too small to show is for ``proving``.

Each item counts once, by the grade that was agreed. Of its questions only those that are not met, or do not
apply, are given: every other question of its tool is met, since nothing is submitted with a question open. A
section, or an agency, is met where each of its questions that applies is met, since answers in one item hang
together and are no separate witnesses.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from alongside.quality.rules.codes import RANK, Agency, Grade, Present
from alongside.quality.rules.grading import NOT_APPLICABLE, is_high_standard, rank_of
from alongside.quality.rules.moderating import takes_part
from alongside.quality.rules.tools import Measure, Question, Tool

NEW_AUDITORS = 1 / 3
"""From this share of audits by people who marked none before, a change may be theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One item that was graded. ``short`` are its questions that are not met or do not apply. ``auditors`` are
    numbers of those who marked it; they are never shown.
    """

    tool: Tool
    grade: Grade
    happened_on: date
    team: str = ""
    short: Mapping[str, str] = field(default_factory=dict)
    auditors: frozenset[int] = frozenset()
    was_superseded: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """``met`` of ``base``, under a name. ``is_held``: beside another period it would tell a small number."""

    name: str
    met: int
    base: int
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Quarter:
    """Grades of what was issued or held in a quarter. ``spread`` is the standard deviation of their ranks, None
    below two. ``is_held`` as for a tally.
    """

    begins: date
    grades: Mapping[Grade, int]
    is_held: bool = False

    @property
    def base(self) -> int:
        return sum(self.grades.values())

    @property
    def good(self) -> int:
        return sum(count for grade, count in self.grades.items() if is_good(grade))

    @property
    def spread(self) -> float | None:
        if self.base < 2:
            return None
        ranks = [RANK[grade] for grade, count in self.grades.items() for _ in range(count)]
        mean = sum(ranks) / len(ranks)
        squared = sum((rank - mean) ** 2 for rank in ranks)
        return float((squared / (len(ranks) - 1)) ** 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderated:
    """How many meetings, and in how many of them families and partners took part."""

    meetings: int
    with_families: int
    with_partners: int
    with_both: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """How many audits of a period were marked by people who marked none in the period before."""

    by_new: int
    audits: int
    had_before: bool

    @property
    def has_changed(self) -> bool:
        return self.had_before and self.audits > 0 and self.by_new / self.audits >= NEW_AUDITORS


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Of one tool in one period. ``promises`` are those that hang on the tool."""

    overall: Tally
    superseded: int
    promises: Mapping[Measure, Tally]
    sections: tuple[Tally, ...]
    questions: tuple[Tally, ...]
    agencies: Mapping[Agency, Tally]
    teams: tuple[Tally, ...]
    quarters: tuple[Quarter, ...]
    mix: Mix


def is_good(grade: Grade) -> bool:
    return RANK[grade] >= RANK[Grade.GOOD]


def results_of(
    items: Iterable[Marked], *, before: Collection[int] = (), tool: Tool | None = None
) -> Results:
    """What was superseded is counted and left out of everything else. ``before`` are those who marked in the
    period before. ``tool`` says what was promised while nothing is graded yet.
    """
    given = list(items)
    counted = [each for each in given if not each.was_superseded]
    newest = max((each.tool for each in counted), key=lambda tool: tool.version, default=None)
    return Results(
        overall=_tally("", (is_good(each.grade) for each in counted)),
        superseded=len(given) - len(counted),
        promises=_promises(newest or tool, counted),
        sections=_sections(newest, counted) if newest else (),
        questions=_questions(newest, counted) if newest else (),
        agencies=_agencies(counted),
        teams=_teams(counted),
        quarters=_quarters(counted),
        mix=_mix(counted, before),
    )


def is_promise_met(item: Marked, measure: Measure) -> bool | None:
    """None where the tool does not carry it, or nothing of it applies."""
    if measure is Measure.HIGH_STANDARD:
        if measure not in item.tool.measures:
            return None
        return is_high_standard(item.grade, has_blocker=_has_blocker(item))
    return _are_met(item, [each.code for each in item.tool.for_measure(measure)])


def _are_met(item: Marked, codes: Sequence[str]) -> bool | None:
    """Whether every one of these questions that applies is met; None where none applies."""
    if not item.short:
        return True if codes else None
    marks = [item.short.get(code) for code in codes]
    applying = [mark for mark in marks if mark != NOT_APPLICABLE]
    return all(mark is None for mark in applying) if applying else None


def moderated(meetings: Iterable[Mapping[Present, int]]) -> Moderated:
    """From how many came as what to each meeting."""
    came = [takes_part(each) for each in meetings]
    return Moderated(
        meetings=len(came),
        with_families=sum(families for families, _ in came),
        with_partners=sum(partners for _, partners in came),
        with_both=sum(families and partners for families, partners in came),
    )


def quarter_of(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _has_blocker(item: Marked) -> bool:
    if not item.short:
        return False
    return any(
        question.is_blocker and question.code in item.short and rank_of(question, item.short) == 0
        for question in item.tool.questions
    )


def _versions(items: Iterable[Marked]) -> dict[int, Tool]:
    return {each.tool.version: each.tool for each in items}


def _tally(name: str, told: Iterable[bool | None]) -> Tally:
    said = [each for each in told if each is not None]
    return Tally(name, sum(said), len(said))


def _promises(newest: Tool | None, items: Sequence[Marked]) -> dict[Measure, Tally]:
    if newest is None:
        return {}
    carried = [each for each in Measure if each in newest.measures or newest.for_measure(each)]
    asked = {
        (version, measure): tuple(each.code for each in tool.for_measure(measure))
        for version, tool in _versions(items).items()
        for measure in carried
    }
    return {
        measure: _tally(measure.value, (_is_kept(x, measure, asked) for x in items))
        for measure in carried
    }


def _is_kept(
    item: Marked, measure: Measure, asked: Mapping[tuple[int, Measure], Sequence[str]]
) -> bool | None:
    """The same as ``is_promise_met``, without looking for its questions again for each item."""
    if measure is Measure.HIGH_STANDARD:
        return is_promise_met(item, measure)
    return _are_met(item, asked[item.tool.version, measure])


def _sections(newest: Tool, items: Sequence[Marked]) -> tuple[Tally, ...]:
    asked = {
        (version, section.code): tuple(each.code for each in tool.asked_in(section.code))
        for version, tool in _versions(items).items()
        for section in newest.sections
    }
    return tuple(
        _tally(section.title, (_are_met(x, asked[x.tool.version, section.code]) for x in items))
        for section in newest.sections
    )


def _questions(newest: Tool, items: Sequence[Marked]) -> tuple[Tally, ...]:
    """In the order of the newest version; an item marked by one that did not ask is no part of its base."""
    asked = Counter(each.tool.version for each in items)
    codes = {
        version: {each.code for each in tool.questions}
        for version, tool in _versions(items).items()
    }
    unmet: Counter[str] = Counter()
    away: Counter[str] = Counter()
    for each in items:
        for code, mark in each.short.items():
            (away if mark == NOT_APPLICABLE else unmet)[code] += 1
    return tuple(
        _counted(
            question,
            sum(count for version, count in asked.items() if question.code in codes[version]),
            unmet[question.code],
            away[question.code],
        )
        for question in newest.questions
    )


def _counted(question: Question, asked: int, unmet: int, away: int) -> Tally:
    base = asked - away
    return Tally(f"{question.code}: {question.asks}", base - unmet, base)


def _agencies(items: Sequence[Marked]) -> dict[Agency, Tally]:
    """Only those whose work is asked about by itself."""
    asked = {
        (version, agency): tuple(each.code for each in tool.questions if each.agency is agency)
        for version, tool in _versions(items).items()
        for agency in Agency
    }
    found = {
        agency: _tally(agency.value, (_are_met(x, asked[x.tool.version, agency]) for x in items))
        for agency in Agency
        if agency is not Agency.ALL
    }
    return {agency: tally for agency, tally in found.items() if tally.base}


def _teams(items: Sequence[Marked]) -> tuple[Tally, ...]:
    """By name, never in the order of their rates: this is no league."""
    by_team: defaultdict[str, list[Marked]] = defaultdict(list)
    for each in items:
        by_team[each.team].append(each)
    return tuple(
        _tally(team, (is_good(each.grade) for each in by_team[team])) for team in sorted(by_team)
    )


def _quarters(items: Sequence[Marked]) -> tuple[Quarter, ...]:
    found: defaultdict[date, Counter[Grade]] = defaultdict(Counter)
    for each in items:
        found[quarter_of(each.happened_on)][each.grade] += 1
    return tuple(
        Quarter(begins, {grade: found[begins][grade] for grade in Grade})
        for begins in sorted(found)
    )


def _mix(items: Sequence[Marked], before: Collection[int]) -> Mix:
    known = frozenset(before)
    marked = [each for each in items if each.auditors]
    return Mix(
        by_new=sum(not each.auditors & known for each in marked),
        audits=len(marked),
        had_before=bool(known),
    )
