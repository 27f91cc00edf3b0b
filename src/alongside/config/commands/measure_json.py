"""Measures as JSON: what ``alongside measure`` gives to programs."""

from collections.abc import Iterable
from typing import Any

from alongside.kernel.actor import Actor
from alongside.kernel.proportion import half_up
from alongside.measures.cases import Other
from alongside.measures.codes import PERCENT, Origin
from alongside.measures.published import Theirs
from alongside.measures.published_list import HeldCode
from alongside.measures.readings import Aim, Comparison, Icon, Judged, JudgedPoint
from alongside.measures.showing import About, Beside, Shown, ShownPeriod, measures_of

JSON = dict[str, Any]


def listed(actors: Iterable[Actor], held: Iterable[HeldCode]) -> JSON:
    measures = [
        {
            "area": actor.area_slug,
            "code": each.code,
            "title": each.title,
            "unit": each.unit,
            "origin": each.origin,
            "published_code": each.published_code or None,
            "latest": each.latest or None,
        }
        for actor in actors
        for each in measures_of(actor)
    ]
    published = [
        {
            "code": each.code.code,
            "title": each.code.title,
            "unit": each.code.unit,
            "areas": each.area_count,
            "from": each.first_from.isoformat(),
            "until": each.last_until.isoformat(),
        }
        for each in held
    ]
    return {"measures": measures, "published": published}


def shown_as_json(shown: Shown) -> JSON:
    unit = shown.about.unit
    return {
        **_about(shown.about),
        "area": {"code": shown.area_code or None, "name": shown.area_name},
        "periods": [_period(each, shown.about) for each in shown.periods],
        "judgement": _judgement(shown.judged, unit),
    }


def rounded(value: float | None, unit: str) -> float | None:
    """A percentage to one decimal; anything else as it is, to four places."""
    if value is None:
        return None
    return float(half_up(value, 1 if unit == PERCENT else 4))


def _about(about: About) -> JSON:
    return {
        "code": about.code,
        "title": about.title,
        "question": about.question,
        "unit": about.unit,
        "kind": about.kind,
        "better": about.better,
        "numerator_words": about.numerator_words,
        "denominator_words": about.denominator_words,
        "left_out_words": about.left_out_words,
        "origin": about.origin,
        "source": about.source,
        "published_code": about.published_code or None,
        "counted_anew": [
            {"on": on.isoformat(), "sentence": sentence} for on, sentence in about.counted_anew
        ],
    }


def _period(period: ShownPeriod, about: About) -> JSON:
    point, unit = period.point, about.unit
    return {
        "period": period.words,
        "from": period.period_from.isoformat(),
        "until": period.period_until.isoformat(),
        "value": rounded(point.value, unit) if point else None,
        "numerator": point.numerator if point else None,
        "denominator": point.denominator if point else None,
        "left_out": _known(point.left_out, about) if point else None,
        "missing_records": _known(point.missing, about) if point else None,
        "missing": period.missing or None,
        "interval": _interval(point, unit),
        "variation": point.kind if point else None,
        "why": (point.why or None) if point else None,
        "doubt": period.doubt or None,
        "source": period.source,
        "beside": _beside(period.beside, unit),
    }


def _known(count: int, about: About) -> int | None:
    """Nought is only known where the records themselves were counted."""
    return count if count or about.origin == Origin.COMPUTED.value else None


def _interval(point: JudgedPoint | Comparison | None, unit: str) -> JSON | None:
    if point is None or point.lower is None or point.upper is None:
        return None
    method = "Wilson, 95%" if unit == PERCENT else "exact or Byar’s, 95%"
    return {
        "lower": rounded(point.lower, unit),
        "upper": rounded(point.upper, unit),
        "method": method,
    }


def _beside(beside: Beside, unit: str) -> JSON:
    return {
        "england": _theirs(beside.england, unit),
        "region": _theirs(beside.region, unit),
        "neighbours_together": _together(beside.together, unit),
        "neighbours": [_theirs(each, unit) for each in beside.neighbours],
    }


def _theirs(theirs: Theirs | None, unit: str) -> JSON | None:
    if theirs is None:
        return None
    return {
        "code": theirs.area_code,
        "name": theirs.name,
        "value": rounded(theirs.value, unit),
        "numerator": theirs.numerator,
        "denominator": theirs.denominator,
        "missing": theirs.missing or None,
        "doubt": theirs.doubt or None,
        "source": theirs.release,
    }


def _together(other: Other | None, unit: str) -> JSON | None:
    if other is None:
        return None
    return {
        "value": rounded(other.value, unit),
        "numerator": other.numerator,
        "denominator": other.denominator,
        "note": other.note or None,
        "edition": other.edition or None,
    }


def _judgement(judged: Judged, unit: str) -> JSON:
    return {
        "variation": _icon(judged.variation),
        "assurance": _icon(judged.assurance),
        "not_judged": judged.trouble or None,
        "notes": list(judged.notes),
        "profile": judged.profile or None,
        "target": _aim(judged.core),
        "stretched_target": _aim(judged.stretched),
        "comparisons": [_comparison(each, unit) for each in judged.comparisons],
    }


def _icon(icon: Icon) -> JSON:
    return {"icon": icon.code, "words": icon.short, "sentence": icon.sentence}


def _aim(aim: Aim | None) -> JSON | None:
    if aim is None:
        return None
    return {"words": aim.words, "is_met": aim.is_met, "shown": aim.shown, "sentence": aim.sentence}


def _comparison(each: Comparison, unit: str) -> JSON:
    return {
        "name": each.name,
        "level": each.level,
        "value": rounded(each.value, unit),
        "interval": _interval(each, unit),
        "verdict": each.verdict or None,
        "note": each.note or None,
    }
