"""How an EHC plan reads, section by section, with the sentences that drive it; and the thread, drawn.

No number here is a gate, and none is one grade of the whole. Section A is not among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.pages.plan_trail import SUBJECT, at_version, sentences, version_crumbs
from alongside.casework.plans.noticing import Told, aloud_words, told
from alongside.casework.plans.saying import headline
from alongside.casework.plans.words import KINDS, SECTIONS
from alongside.casework.queries.plan_reading import PlanRead, PlanThread, plan_read, plan_thread
from alongside.casework.queries.plan_values import VersionRow
from alongside.casework.rules.plans.codes import VersionState
from alongside.casework.rules.plans.reading_through import SectionRead
from alongside.casework.rules.plans.thread import Aim, Knot, Strand
from alongside.kernel.actor import Actor
from alongside.kernel.proportion import Proportion, half_up
from alongside.language import Readability, TooShort
from alongside.language.reading import FEWEST_WORDS, PLAIN_LENGTH, WORDS_A_MINUTE
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, KeyFigure, RecordedItem, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import counted, number

READS = "How it reads"
DRAWN = "From needs to help"
SCORED_FROM = f"A section whose sentences have fewer than {FEWEST_WORDS} words gets no score."
COLUMNS = (
    Column("Section"),
    Column("Words", is_number=True),
    Column("Sentences", is_number=True),
    Column("Words a sentence, in the middle", is_number=True),
    Column("Nine in ten are no longer than", is_number=True),
    Column(f"Over {PLAIN_LENGTH} words"),
    Column("Unexplained words in 1,000", is_number=True),
    Column("Rows that say how much and how often"),
)
NO_SCORE = "Too short"
NONE = "–"


@dataclass(frozen=True, slots=True)
class RowNoticed:
    title: str
    noticed: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingShown:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    figures: tuple[KeyFigure, ...]
    table: Table
    longest: tuple[RecordedItem, ...]
    kept: tuple[RecordedItem, ...]
    rows: tuple[RowNoticed, ...]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnotShown:
    """``gap`` says what is missing, with a capital; ``where`` is its section."""

    number: str
    words: str
    where: str
    gap: str


@dataclass(frozen=True, slots=True)
class AimShown:
    outcome: KnotShown
    help: tuple[KnotShown, ...]


@dataclass(frozen=True, slots=True)
class StrandShown:
    need: KnotShown
    aims: tuple[AimShown, ...]
    help: tuple[KnotShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadShown:
    """``aims`` and ``help`` hang on no need."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    gaps: tuple[str, ...]
    strands: tuple[StrandShown, ...]
    aims: tuple[AimShown, ...]
    help: tuple[KnotShown, ...]


@page("GET", needs=perms.READS)
def reading(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = plan_read(actor, version_ref=ref, today=clock.today())
    shown = ReadingShown(
        title=READS,
        caption=_caption(found),
        crumbs=version_crumbs(actor, found.head, found.version, Crumb(READS)),
        doors=_doors(actor, found.version),
        figures=tuple(_figures(found)),
        table=_table(found),
        longest=tuple(_longest(found)),
        kept=tuple(
            RecordedItem(title=each.term.name, notes=(f"It stays: {each.reason}",))
            for each in found.read.confusing
            if each.reason
        ),
        rows=tuple(_rows(found)),
        about=_about(),
    )
    response = render_page(request, "casework/plan_reading.html", {"page": shown})
    return as_look(response, subject=SUBJECT, ref=found.head.ref, reason="How the EHC plan reads")


@page("GET", needs=perms.READS)
def thread(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = plan_thread(actor, version_ref=ref, today=clock.today())
    shown = ThreadShown(
        title=DRAWN,
        caption=_caption(found),
        crumbs=version_crumbs(actor, found.head, found.version, Crumb(DRAWN)),
        doors=_doors(actor, found.version),
        gaps=sentences(found.gaps),
        strands=tuple(map(_strand, found.thread.strands)),
        aims=tuple(map(_aim, found.thread.aims)),
        help=tuple(map(_knot, found.thread.help)),
    )
    response = render_page(request, "casework/plan_thread.html", {"page": shown})
    return as_look(response, subject=SUBJECT, ref=found.head.ref, reason="The thread, drawn")


def _caption(found: PlanRead | PlanThread) -> str:
    version = found.version
    return f"{KINDS[version.kind]}, version {version.number}, {found.head.child.name}"


def _doors(actor: Actor, version: VersionRow) -> tuple[Door, ...]:
    if version.state is VersionState.WRITING and actor.may_somewhere(perms.RECORD):
        return (Door("Go on writing", at_version(actor, "plan_desk", version.ref), is_main=True),)
    return ()


def _figures(found: PlanRead) -> Iterator[KeyFigure]:
    report = found.read.report
    yield KeyFigure(
        label="To read aloud",
        value=aloud_words(report.minutes_aloud),
        base=f"{number(report.words)} words at {WORDS_A_MINUTE} a minute",
    )
    whole = report.whole
    if isinstance(whole, Readability):
        yield KeyFigure(
            label="Sentences",
            value=number(whole.sentences),
            base=f"{whole.over_plain_length!s} have more than {PLAIN_LENGTH} words",
        )
    thousand = report.unexplained_in_thousand
    if thousand is not None:
        yield KeyFigure(
            label="Unexplained words in 1,000",
            value=str(half_up(thousand, 1)),
            base=f"{counted(report.unexplained, 'place')} in {number(report.words)} words",
        )
    if report.quantified.denominator:
        yield KeyFigure(
            label="Help that says how much and how often",
            value=_percent(report.quantified),
            base=f"{report.quantified!s} rows",
        )


def _table(found: PlanRead) -> Table:
    return Table(
        caption="By section",
        columns=COLUMNS,
        rows=[_section(each) for each in found.read.sections],
        stack=True,
        empty="Nothing is written yet that could be read.",
    )


def _section(each: SectionRead) -> tuple[Cell | str, ...]:
    name = Cell(f"{each.section}: {SECTIONS[each.section]}", is_header=True)
    rows = str(each.quantified) if each.quantified.denominator else NONE
    if isinstance(each.score, TooShort):
        return (name, number(each.words), NO_SCORE, NONE, NONE, NONE, NONE, rows)
    score, terms = each.score, each.terms_in_thousand
    return (
        name,
        number(each.words),
        number(score.sentences),
        _plain(score.median_length),
        str(score.ninetieth_length),
        str(score.over_plain_length),
        str(half_up(terms, 1)) if terms is not None else NONE,
        rows,
    )


def _longest(found: PlanRead) -> Iterator[RecordedItem]:
    for each in found.read.longest:
        where = each.number or f"section {each.section}"
        yield RecordedItem(title=f"{where}: {each.words} words", body=each.text)


def _rows(found: PlanRead) -> Iterator[RowNoticed]:
    """In the order of the EHC plan."""
    for part in found.parts:
        noticed = told(found.read.of(part.key))
        if noticed:
            called = found.called.get(part.key, f"Section {part.section}")
            yield RowNoticed(f"{called}. {headline(part.body)}", noticed)


def _about() -> tuple[str, ...]:
    return (
        "Nothing here stops anybody, and no number is a grade. Whether families understand, only "
        "families can say.",
        f"Section A is not looked at: own words are never altered and never scored. {SCORED_FROM}",
        "Lengths are those of sentences. What a box says, such as “Twice a week”, is read but not "
        "measured.",
    )


def _strand(each: Strand) -> StrandShown:
    return StrandShown(
        need=_knot(each.need),
        aims=tuple(map(_aim, each.aims)),
        help=tuple(map(_knot, each.help)),
    )


def _aim(each: Aim) -> AimShown:
    return AimShown(_knot(each.outcome), tuple(map(_knot, each.help)))


def _knot(each: Knot) -> KnotShown:
    gap = f"It {each.gap}." if each.gap else ""
    return KnotShown(each.number, headline(each.part.body), SECTIONS[each.part.section], gap)


def _percent(share: Proportion) -> str:
    return f"{share.percent(0)}%"


def _plain(length: Decimal) -> str:
    """
    >>> _plain(Decimal("12.0")), _plain(Decimal("12.5"))
    ('12', '12.5')
    """
    return str(length.to_integral_value() if length == length.to_integral_value() else length)
