"""How a judgement looks: an icon with its words, a figure with its base, a small line."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from alongside.documents.charts.icons import assurance_icon, variation_icon
from alongside.measures.codes import PERCENT
from alongside.measures.readings import Aim, Comparison, Icon, JudgedPoint, period_of
from alongside.measures.words import period_words, with_unit

NOT_JUDGED = "none"
VERDICTS = {
    "better": ("better", "green"),
    "worse": ("worse", "amber"),
    "similar": ("similar", "grey"),
    "higher": ("higher", "blue"),
    "lower": ("lower", "blue"),
}


def variation(icon: Icon) -> SafeString:
    return _with_words(variation_icon(icon.code, words=""), _said(icon))


def assurance(icon: Icon) -> SafeString:
    return _with_words(assurance_icon(icon.code, words=""), _said(icon))


def _said(icon: Icon) -> str:
    return "Too few figures to judge" if icon.code == NOT_JUDGED else icon.short


def picture(svg: str) -> SafeString:
    """A drawing that the worker made: one element, without script or style."""
    return mark_safe(svg)  # noqa: S308 - made by documents.charts from escaped texts


def figure(point: JudgedPoint, unit: str) -> SafeString:
    """ "64.8%" large, with its base, its period and its plausible range in small."""
    return format_html(
        '<span class="measures-value">{}</span> <span class="house-note">{}</span>',
        value_words(point.value, unit),
        ", ".join(filter(None, (base_of(point), period_words(*period_of(point))))),
    )


def value_words(value: float, unit: str) -> str:
    """A percentage to one decimal; anything else as plainly as it can be written."""
    return with_unit(f"{value:.1f}" if unit == PERCENT else f"{value:,.6g}", unit)


def base_of(point: JudgedPoint) -> str:
    if point.denominator is None:
        return ""
    return f"{point.numerator:,} of {point.denominator:,}"


def range_words(point: JudgedPoint, unit: str) -> str:
    """ "between 58.6% and 70.6%": where the true figure plausibly lies (95 %)."""
    if point.lower is None or point.upper is None:
        return ""
    return f"between {value_words(point.lower, unit)} and {value_words(point.upper, unit)}"


def aim_words(aim: Aim) -> str:
    """ "At least 90%: not met"; the target alone while there is no figure."""
    said = {True: ": met", False: ": not met", None: ""}[aim.is_met]
    return f"{aim.words[:1].upper()}{aim.words[1:]}{said}"


def comparison(each: Comparison, unit: str) -> str:
    """ "England 45.9% (better)"."""
    if each.value is None:
        return f"{each.name}: {each.note or 'no figure'}"
    verdict = VERDICTS.get(each.verdict, ("", ""))[0]
    told = f" ({verdict})" if verdict else ""
    return f"{each.name} {value_words(each.value, unit)}{told}"


def lines(parts: list[str]) -> SafeString:
    """Each on a line of its own; empty ones are left out."""
    return format_html_join("", '<span class="measures-line">{}</span>', ((p,) for p in parts if p))


def _with_words(svg: str, words: str) -> SafeString:
    return format_html('<span class="measures-mark">{}<span>{}</span></span>', picture(svg), words)
