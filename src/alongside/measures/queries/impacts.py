"""Reading evidence of impact: the wording that stands on each page, and those before it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Q, QuerySet

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures.codes import ImpactOf
from alongside.measures.models import ImpactEvidence
from alongside.measures.queries.framework import MeasureName, measure_name
from alongside.measures.queries.protected import sees_small
from alongside.measures.queries.series import check_may_view
from alongside.measures.queries.spoken import why_hidden_beside
from alongside.measures.words import IMPACT_QUESTIONS
from alongside.people.scoping import AreaQuerySet
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class Wording:
    """One row of a page's chain; ``ref`` names the page as well as any other of the chain."""

    pk: int
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """A page in the list. ``unknown`` are the questions that nobody has answered yet; ``for_whom`` is read
    by whoever may read the figures of its time.
    """

    ref: str
    title: str
    about: ImpactOf
    for_whom: str
    unknown: tuple[str, ...]
    written_at: datetime


@dataclass(frozen=True, slots=True)
class WordingView:
    """``answers`` has each of the six questions with what was said, empty when nothing was. There are none
    where ``hidden`` says why this person may not read them.
    """

    ref: str
    title: str
    about: ImpactOf
    answers: tuple[tuple[str, str], ...]
    measures: tuple[MeasureName, ...]
    written_at: datetime
    written_by: str
    hidden: str


@dataclass(frozen=True, slots=True)
class ImpactPage:
    """What stands, and the earlier wordings with the latest first."""

    now: WordingView
    earlier: tuple[WordingView, ...]

    @property
    def wording_count(self) -> int:
        return len(self.earlier) + 1


@dataclass(frozen=True, slots=True)
class FoundImpact:
    ref: str
    title: str
    what_was_done: str


def impacts(actor: Actor) -> tuple[ImpactRow, ...]:
    """Every page as it stands, by title."""
    check_may_view(actor)
    rows = _readable(actor).filter(replaced_by=None)
    return tuple(_row(actor, row) for row in rows.order_by("title", "id"))


def impact_page(actor: Actor, ref: str) -> ImpactPage:
    """The page that any of its wordings names. Raises Hidden."""
    check_may_view(actor)
    chain = chain_of(actor, ref)
    rows = _readable(actor).filter(pk__in=[each.pk for each in chain])
    rows = rows.select_related("written_by").prefetch_related("measures")
    views = {row.pk: _view(actor, row) for row in rows}
    now, *earlier = [views[each.pk] for each in reversed(chain)]
    return ImpactPage(now, tuple(earlier))


def chain_of(actor: Actor, ref: str) -> tuple[Wording, ...]:
    """Every wording of the page that the ref names, the first first. Raises Hidden."""
    for chain in _chains(actor):
        if any(each.ref == ref for each in chain):
            return chain
    raise Hidden("evidence of impact")


def impacts_now(actor: Actor, ids: Collection[int]) -> Mapping[int, Wording]:
    """What stands today on the pages that rooms above point to, by the id they keep. One query;
    none for no ids. For those rooms, after their own check.
    """
    if not ids:
        return {}
    return {each.pk: chain[-1] for chain in _chains(actor) for each in chain if each.pk in ids}


def pages_of_area(area_id: int) -> tuple[tuple[Wording, ...], ...]:
    """Every page with all its wordings, the latest last. For rooms above that carry their links from file
    to file, after their own check.
    """
    return tuple(_joined(ImpactEvidence.objects.in_area(area_id)))


def impact_choices(actor: Actor) -> tuple[Wording, ...]:
    """Every page as it stands, by title, for rooms above that point to one, after their own check."""
    return tuple(sorted((chain[-1] for chain in _chains(actor)), key=lambda each: each.title))


def impact_for(actor: Actor, ref: str) -> ImpactEvidence:
    """The row that stands on the page that the ref names. Raises Hidden."""
    latest: ImpactEvidence = ImpactEvidence.objects.visible_to(actor).get(
        pk=chain_of(actor, ref)[-1].pk
    )
    return latest


def found_impacts(actor: Actor, words: str, *, most: int) -> tuple[FoundImpact, ...]:
    """Pages whose present title, or answers that this person may read, hold the words."""
    check_may_view(actor)
    titled = Q(title__icontains=words)
    held = titled
    for name in IMPACT_QUESTIONS:
        held |= Q(**{f"{name}__icontains": words})
    rows = _readable(actor).filter(held, replaced_by=None).annotate(is_titled=titled)
    told = ((row, _why_hidden(actor, row)) for row in rows.order_by("title", "id"))
    found = (
        FoundImpact(row.ref, row.title, why or row.what_was_done)
        for row, why in told
        if row.is_titled or not why
    )
    return tuple(islice(found, most))


def _readable(actor: Actor) -> AreaQuerySet:
    """With what tells whether the person may read the answers."""
    rows: AreaQuerySet = ImpactEvidence.objects.visible_to(actor)
    return rows if sees_small(actor) else rows.prefetch_related("measures__series__figures")


def _why_hidden(actor: Actor, row: ImpactEvidence) -> str:
    return why_hidden_beside(actor, row.measures, london_day(row.written_at))


def _chains(actor: Actor) -> Iterable[tuple[Wording, ...]]:
    return _joined(ImpactEvidence.objects.visible_to(actor))


def _joined(rows: QuerySet[ImpactEvidence]) -> Iterable[tuple[Wording, ...]]:
    """A row is written after the one it replaces, so one pass in their order joins them."""
    ends: dict[int, tuple[Wording, ...]] = {}
    told = rows.order_by("id").values_list("pk", "replaces_id", "ref", "title")
    for pk, before, ref, title in told:
        ends[pk] = (*ends.pop(before, ()), Wording(pk, ref, title))
    return ends.values()


def _row(actor: Actor, row: ImpactEvidence) -> ImpactRow:
    return ImpactRow(
        ref=row.ref,
        title=row.title,
        about=ImpactOf(row.about),
        for_whom=_why_hidden(actor, row) or row.for_whom,
        unknown=tuple(words for name, words in IMPACT_QUESTIONS.items() if not getattr(row, name)),
        written_at=row.written_at,
    )


def _view(actor: Actor, row: ImpactEvidence) -> WordingView:
    hidden = _why_hidden(actor, row)
    answers = ((words, getattr(row, name)) for name, words in IMPACT_QUESTIONS.items())
    return WordingView(
        ref=row.ref,
        title=row.title,
        about=ImpactOf(row.about),
        answers=() if hidden else tuple(answers),
        measures=tuple(measure_name(each) for each in row.measures.all()),
        written_at=row.written_at,
        written_by=row.written_by.name if row.written_by else "",
        hidden=hidden,
    )
