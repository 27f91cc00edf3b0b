"""How a judgement looks: an icon with its words, a figure with its base, a small line."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from alongside.documents.charts.icons import assurance_icon, variation_icon
from alongside.measures.codes import PERCENT
from alongside.measures.readings import Aim, Comparison, Icon, JudgedPoint, period_of
from alongside.measures.words import met_words, time_words, value_words
from alongside.web.markup import escaped

NOT_JUDGED = "none"
VERDICTS = {
    "better": "ours is better",
    "worse": "ours is worse",
    "similar": "ours is similar",
    "higher": "ours is higher",
    "lower": "ours is lower",
}
WITHOUT_TREND = (
    "There is no chart and no judgement, since a hidden number could be worked out from its limits"
)
SHORT_NAMES = {"england": "England", "region": "Region", "Neighbours": "Neighbours"}


def variation(icon: Icon) -> SafeString:
    return _with_words(variation_icon(icon.code, words=""), _said(icon))


def assurance(icon: Icon) -> SafeString:
    return _with_words(assurance_icon(icon.code, words=""), _said(icon))


def _said(icon: Icon) -> str:
    return "Too few figures to judge" if icon.code == NOT_JUDGED else icon.short


def picture(svg: str) -> SafeString:
    """A drawing that the worker made: one element, without script or style."""
    return mark_safe(svg)  # noqa: S308 - made by documents.charts from escaped texts


def figure(point: JudgedPoint, unit: str, looks_back: int | None = None) -> SafeString:
    """ "64.8%" or "1,179" large; in small its unit or its base, and what time it counts."""
    period = time_words(*period_of(point), looks_back)
    told = ("" if unit == PERCENT else unit, base_of(point), period)
    value = escaped(value_words(point.value, unit if unit == PERCENT else ""))
    note = escaped(", ".join(filter(None, told)))
    return SafeString(
        f'<span class="measures-value">{value}</span> <span class="house-note">{note}</span>'
    )


def question_with_code(question: str, code: str) -> SafeString:
    """ "How well did we do it? (4.2-k1)"; a code is never broken over two lines."""
    return SafeString(f'{escaped(question)} <span class="measures-code">({escaped(code)})</span>')


def base_of(point: JudgedPoint) -> str:
    if point.denominator is None:
        return ""
    return f"{point.numerator:,} of {point.denominator:,}"


def range_words(point: JudgedPoint, unit: str) -> str:
    """ "between 58.6% and 70.6%": what chance alone could make of it (95 %)."""
    if point.lower is None or point.upper is None:
        return ""
    return f"between {value_words(point.lower, unit)} and {value_words(point.upper, unit)}"


def aim_words(aim: Aim, *, label: str = "") -> str:
    """ "At least 90%: not met"; the target alone while there is no figure."""
    said = f": {met_words(aim.certainty, is_met=aim.is_met)}" if aim.is_met is not None else ""
    words = f"{label}: {aim.words}" if label else f"{aim.words[:1].upper()}{aim.words[1:]}"
    return f"{words}{said}"


def comparison(each: Comparison, unit: str) -> str:
    """ "England 45.9% (ours is better)"."""
    if each.value is None:
        return f"{each.name}: {each.note or 'no figure'}"
    verdict = VERDICTS.get(each.verdict, "")
    return f"{each.name} {value_words(each.value, unit)}{f' ({verdict})' if verdict else ''}"


def beside(each: Comparison, unit: str) -> SafeString:
    """The same for a narrow column: who, their figure, and below it how ours stands to it."""
    name = escaped(SHORT_NAMES.get(each.level, each.name))
    if each.value is None:
        return SafeString(
            f'{name} <span class="house-note">{escaped(each.note or "no figure")}</span>'
        )
    value, verdict = escaped(value_words(each.value, unit)), VERDICTS.get(each.verdict, "")
    return SafeString(
        f'<span class="measures-beside"><span>{name}</span><span>{value}</span></span>'
        f'<span class="house-note">{verdict}</span>'
    )


def lines(parts: Sequence[str]) -> SafeString:
    """Each on a line of its own; empty ones are left out."""
    return SafeString(
        "".join(f'<span class="measures-line">{escaped(part)}</span>' for part in parts if part)
    )


def _with_words(svg: str, words: str) -> SafeString:
    return SafeString(
        f'<span class="measures-mark">{picture(svg)}<span>{escaped(words)}</span></span>'
    )
