"""Everybody's published figures for one period: who stands beside us, and all authorities of England.

A count is left alone, since a larger place has more of everything; only shares and averages can be
held beside each other.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from alongside.measures.cases import Peer, PeerKind, Peers, Year
from alongside.measures.codes import PERCENT
from alongside.measures.models import Measure, PublishedArea
from alongside.measures.published import (
    ENGLAND,
    Edition,
    Neighbours,
    Theirs,
    doubts_of,
    editions_words,
    neighbours_of,
    own_place,
    pooled,
    published_figures,
)
from alongside.measures.published_codes import CountedAnew, published_codes
from alongside.measures.rules.figures import Point

AVERAGES = frozenset({"weeks", "days", "points"})
"""Units of which a larger place does not have more."""
FEWEST_AUTHORITIES = 30
"""Below this it would not be the area among all authorities."""
_Here = Mapping[str, Theirs]


def can_compare(unit: str) -> bool:
    return unit == PERCENT or unit in AVERAGES


def peers_for(measure: Measure, latest: Point | None) -> Peers | None:
    """For the period of our latest figure where others were published for it too, else for the last
    period that has ours among them. None when nothing is published that counts the same.
    """
    place = own_place(measure) if measure.published_code and can_compare(measure.unit) else None
    if place is None:
        return None
    code, near = measure.published_code, neighbours_of(place.code)
    codes = [place.code, *near.codes, place.region_code, ENGLAND]
    by_period = _by_period(published_figures(code, codes))
    start = _period(by_period, place.code, latest)
    if start is None:
        return None
    here = by_period[start]
    own = _own(place, here, latest)
    until = next(iter(here.values())).period_until
    edition = near.in_force(until)
    everybody = _everybody(code, start)
    authorities = _authorities(everybody, own, [place.code, *edition.codes])
    return Peers(
        period_from=start,
        period_until=until,
        beside=(own, *_beside(here, edition.codes, place)),
        authorities=authorities,
        base_words=measure.denominator_words,
        sources=_releases(here.values()),
        sources_of_all=_releases(everybody) if authorities else (),
        years=tuple(_year(start, there, near, place) for start, there in sorted(by_period.items())),
        counted_anew=tuple(each.sentence for each in _changes(code, min(by_period))),
        anew=_anew(code, sorted(by_period)),
        edition=edition.words,
        editions=editions_words(near, _periods(by_period)),
    )


def _periods(by_period: Mapping[date, _Here]) -> list[tuple[date, date]]:
    return [(start, next(iter(there.values())).period_until) for start, there in by_period.items()]


def _changes(code: str, first: date) -> tuple[CountedAnew, ...]:
    known = published_codes().get(code)
    changes = known.counted_anew if known else ()
    return tuple(each for each in changes if first < each.on)


def _anew(code: str, starts: Sequence[date]) -> tuple[int, ...]:
    """Places of the first year of each other way of counting."""
    found = (bisect_left(starts, each.on) for each in _changes(code, starts[0]))
    return tuple(sorted({place for place in found if place < len(starts)}))


def _year(start: date, all_of_them: _Here, near: Neighbours, place: PublishedArea) -> Year:
    until = next(iter(all_of_them.values())).period_until
    edition = near.in_force(until)
    meant = (place.code, *edition.codes, place.region_code, ENGLAND)
    there = {code: all_of_them[code] for code in meant if code in all_of_them}
    beside = [there[code] for code in edition.codes if code in there]
    wide: dict[str, PeerKind] = {place.code: "own", place.region_code: "region", ENGLAND: "country"}
    own, region, england = (
        _peer(there[code], kind) if code in there else None for code, kind in wide.items()
    )
    named = {place.code: place.name, ENGLAND: "England", place.region_code: "the region"}
    return Year(
        period_from=start,
        period_until=until,
        places=(own, _together(beside, edition), region, england),
        counts=tuple((e.numerator or 0, e.denominator) for e in there.values() if e.denominator),
        doubt=doubts_of(tuple(there.values()), named),
    )


def _together(beside: Sequence[Theirs], edition: Edition) -> Peer | None:
    """The neighbours as one place, since a mean of percentages has no number of children behind it."""
    if not any(each.denominator for each in beside):
        return None
    all_of_them = pooled(beside, edition)
    return Peer(
        "",
        "Neighbours together",
        "neighbour",
        all_of_them.value,
        all_of_them.numerator,
        all_of_them.denominator,
        all_of_them.note,
    )


def _by_period(found: Sequence[Theirs]) -> Mapping[date, dict[str, Theirs]]:
    told: dict[date, dict[str, Theirs]] = {}
    for each in found:
        told.setdefault(each.period_from, {})[each.area_code] = each
    return told


def _period(by_period: Mapping[date, _Here], own: str, latest: Point | None) -> date | None:
    with_others = {
        start
        for start, here in by_period.items()
        if any(each.value is not None for code, each in here.items() if code != own)
    }
    here = by_period[latest.period_from] if latest and latest.period_from in with_others else None
    if here and latest and _is_of(here, latest):
        return latest.period_from
    ours = [s for s in with_others if own in by_period[s] and by_period[s][own].value is not None]
    return max(ours, default=None)


def _is_of(here: _Here, latest: Point) -> bool:
    """Whether our figure is for the very period of theirs."""
    theirs = next(iter(here.values()))
    ours = (latest.period_from, latest.period_until)
    return (theirs.period_from, theirs.period_until) == ours


def _own(place: PublishedArea, here: _Here, latest: Point | None) -> Peer:
    """Our own figure as it stands here, else as it was published."""
    if latest and _is_of(here, latest):
        value = float(latest.exact)
        return Peer(place.code, place.name, "own", value, latest.numerator, latest.denominator)
    return _peer(here[place.code], "own")


def _beside(here: _Here, near: Sequence[str], place: PublishedArea) -> list[Peer]:
    kinds: dict[str, PeerKind] = dict.fromkeys(near, "neighbour")
    kinds |= {place.region_code: "region", ENGLAND: "country"}
    return [_peer(here[code], kind) for code, kind in kinds.items() if code in here]


def _everybody(code: str, start: date) -> list[Theirs]:
    codes = PublishedArea.objects.filter(level="authority").values_list("code", flat=True)
    found = published_figures(code, codes, since=start)
    return [each for each in found if each.period_from == start]


def _releases(found: Iterable[Theirs]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.release for each in found))


def _authorities(everybody: Sequence[Theirs], own: Peer, known: Sequence[str]) -> tuple[Peer, ...]:
    """Those whose share has its counts; our own as it stands here."""
    found = [
        _peer(each, "neighbour" if each.area_code in known else "other")
        for each in everybody
        if each.area_code != own.code
    ]
    counted = tuple(each for each in (own, *found) if each.numerator is not None and each.base)
    return counted if len(counted) >= FEWEST_AUTHORITIES and own in counted else ()


def _peer(theirs: Theirs, kind: PeerKind) -> Peer:
    note = "; ".join(filter(None, (theirs.missing, theirs.doubt)))
    return Peer(
        theirs.area_code,
        theirs.name,
        kind,
        theirs.value,
        theirs.numerator,
        theirs.denominator,
        note,
    )
