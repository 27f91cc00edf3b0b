"""The assurances of the area, what speaks for and against each by date, and what the board said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.board.models import Assurance, AssuranceEvidence, AssuranceJudgement
from alongside.board.queries.meetings import check_may_view
from alongside.board.rules.assurances import NOT_SAID, Said, Weight, as_sentence, has_newer_against
from alongside.board.rules.codes import Assured, Weighs
from alongside.board.words import ASSURED, ASSURED_COLOURS, WEIGHS
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures.choosing import words_of
from alongside.people.scoping import AreaQuerySet
from alongside.plan.queries.of_area import assurances_sought


@dataclass(frozen=True, slots=True)
class WeightSource:
    """Where something comes from. ``kind`` is "line", "evidence" or "figure"; ``ref`` names the
    line, or the series of the figure.
    """

    kind: str
    ref: str
    words: str
    figure_ref: str = ""


@dataclass(frozen=True, slots=True)
class WeightView:
    """One thing that speaks for or against."""

    ref: str
    weighs: Weighs
    weighs_label: str
    text: str
    dated_on: date
    sources: tuple[WeightSource, ...]
    recorded_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class JudgementView:
    assured: Assured
    words: str
    colour: str
    judged_on: date
    text: str
    recorded_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class AssuranceView:
    """Evidence and judgements are the newest first."""

    ref: str
    order: int
    text: str
    statement_ref: str
    statement_title: str
    speaks_for: tuple[WeightView, ...]
    speaks_against: tuple[WeightView, ...]
    judgements: tuple[JudgementView, ...]

    @property
    def latest(self) -> JudgementView | None:
        return self.judgements[0] if self.judgements else None

    @property
    def words(self) -> str:
        return self.latest.words if self.latest else NOT_SAID

    @property
    def colour(self) -> str:
        return self.latest.colour if self.latest else "grey"

    @property
    def has_newer_against(self) -> bool:
        latest = self.latest
        said = Said(latest.assured, latest.judged_on, latest.recorded_at) if latest else None
        return has_newer_against(
            said, (Weight(w.weighs, w.dated_on, w.recorded_at) for w in self.speaks_against)
        )


@dataclass(frozen=True, slots=True)
class AssurancesToTakeOver:
    """What one action plan names and the board does not keep yet, as sentences."""

    statement_ref: str
    statement_title: str
    texts: tuple[str, ...]


def all_assurances(actor: Actor) -> tuple[AssuranceView, ...]:
    """In their order, in three queries."""
    return _views(actor, _assurances(actor).order_by("board_id", "order"))


def assurance(actor: Actor, *, assurance_ref: str) -> AssuranceView:
    """Raises Hidden."""
    found = _views(actor, _assurances(actor).filter(ref=assurance_ref))
    if not found:
        raise Hidden("assurance")
    return found[0]


def to_take_over(actor: Actor) -> tuple[AssurancesToTakeOver, ...]:
    """By action plan; one whose assurances are all kept is left out."""
    kept = set(_assurances(actor).values_list("statement__ref", "text"))
    found = []
    for sought in assurances_sought(actor):
        texts = tuple(
            sentence
            for sentence in dict.fromkeys(as_sentence(text) for text in sought.texts)
            if sentence and (sought.statement_ref, sentence) not in kept
        )
        if texts:
            found.append(AssurancesToTakeOver(sought.statement_ref, sought.statement_title, texts))
    return tuple(found)


def _assurances(actor: Actor) -> AreaQuerySet:
    check_may_view(actor)
    rows: AreaQuerySet = Assurance.objects.visible_to(actor)
    return rows


def _views(actor: Actor, found: AreaQuerySet) -> tuple[AssuranceView, ...]:
    rows: Sequence[Assurance] = list(found.select_related("statement"))
    ids = [row.pk for row in rows]
    weights, judgements = _weights(actor, ids), _judgements(actor, ids)
    return tuple(_view(row, weights.get(row.pk, ()), judgements.get(row.pk, ())) for row in rows)


def _view(
    row: Assurance, weights: Sequence[WeightView], judgements: Sequence[JudgementView]
) -> AssuranceView:
    return AssuranceView(
        ref=row.ref,
        order=row.order,
        text=row.text,
        statement_ref=row.statement.ref if row.statement else "",
        statement_title=row.statement.title if row.statement else "",
        speaks_for=tuple(each for each in weights if each.weighs is Weighs.FOR),
        speaks_against=tuple(each for each in weights if each.weighs is Weighs.AGAINST),
        judgements=tuple(judgements),
    )


def _weights(actor: Actor, ids: Sequence[int]) -> Mapping[int, list[WeightView]]:
    rows = (
        AssuranceEvidence.objects.visible_to(actor)
        .filter(assurance_id__in=ids)
        .select_related(
            "line",
            "evidence__line",
            "evidence__impact__line",
            "figure__series__measure",
            "figure__corrected_by_figure",
            "recorded_by",
        )
        .order_by("-dated_on", "-id")
    )
    found: dict[int, list[WeightView]] = defaultdict(list)
    for row in rows:
        found[row.assurance_id].append(_weight(row))
    return found


def _weight(row: AssuranceEvidence) -> WeightView:
    weighs = Weighs(row.weighs)
    return WeightView(
        ref=row.ref,
        weighs=weighs,
        weighs_label=WEIGHS[weighs],
        text=row.text,
        dated_on=row.dated_on,
        sources=tuple(_sources(row)),
        recorded_at=row.recorded_at,
        by=row.recorded_by.name if row.recorded_by else "",
    )


def _sources(row: Any) -> list[WeightSource]:
    found = []
    if row.line is not None:
        found.append(WeightSource("line", row.line.ref, f"{row.line.reference} {row.line.text}"))
    if row.evidence is not None:
        line = row.evidence.line or row.evidence.impact.line
        words = f"{row.evidence.title}, evidence for {line.reference}"
        found.append(WeightSource("evidence", line.ref, words))
    if row.figure is not None:
        series = row.figure.series
        since = " (corrected since)" if hasattr(row.figure, "corrected_by_figure") else ""
        words = f"{series.title}: {words_of(row.figure)}{since}"
        found.append(WeightSource("figure", series.ref, words, row.figure.ref))
    return found


def _judgements(actor: Actor, ids: Sequence[int]) -> Mapping[int, list[JudgementView]]:
    rows = (
        AssuranceJudgement.objects.visible_to(actor)
        .filter(assurance_id__in=ids)
        .select_related("recorded_by")
        .order_by("-judged_on", "-id")
    )
    found: dict[int, list[JudgementView]] = defaultdict(list)
    for row in rows:
        assured = Assured(row.assured)
        found[row.assurance_id].append(
            JudgementView(
                assured=assured,
                words=ASSURED[assured],
                colour=ASSURED_COLOURS[assured],
                judged_on=row.judged_on,
                text=row.text,
                recorded_at=row.recorded_at,
                by=row.recorded_by.name if row.recorded_by else "",
            )
        )
    return found
