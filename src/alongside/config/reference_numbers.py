"""The reference pages about numbers: statistics, small numbers, published figures and indicators.

Loaded only when the pages are printed: it brings the statistics, and the rooms' definitions with Ibis.
"""

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from alongside.disclosure.policy import POLICIES, Policy
from alongside.measures.codes import Better, Kind, Release
from alongside.measures.published_codes import TOTAL, PublishedCode, Source, published_codes
from alongside.measures.rules.protecting import POLICY_OF
from alongside.measures.words import BETTER, KINDS, RELEASES
from alongside.stats.catalogue import FUNCTIONS, described
from alongside.web.offers import Indicator, computing_modules, indicators

PRINTED = "*This page is printed from the definitions by `make docs`. Change the definitions, not the page.*"
_EXAMPLE = ">>>"
_RHYTHMS = {1: "month", 3: "quarter", 12: "year"}


def statistics_page() -> str:
    """Every function with its parameters, formula and source, by module."""
    lines = [
        "# Statistics",
        "",
        PRINTED,
        "",
        "Each function can be asked from the command line, without an installation: see `alongside stats` "
        "in [commands](commands.md). How they are used is told in "
        "[how a number is made](../explanation/numbers.md).",
    ]
    last = ""
    for module, name, parameters, _first in described():
        if module != last:
            lines += ["", f"## {module.replace('_', ' ').replace('.', ': ').capitalize()}"]
            last = module
        lines += ["", f"### {name}", "", f"`{name}({parameters})`", "", _explained(name)]
    return "\n".join(lines) + "\n"


def disclosure_page() -> str:
    """Every ready-made policy, and which one each choice of a measure stands for."""
    lines = [
        "# Small numbers",
        "",
        PRINTED,
        "",
        "A policy says which numbers are hidden, what is rounded, and below how many cases no percentage is "
        "given. The mark is the same for a small number and for one that is hidden to protect a small one. "
        "Publishers change their rules: ask the owner of the data.",
        "",
        "| policy | hides | rounds to | no percentage below | mark | not hidden at |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_policy_row(name, policy) for name, policy in POLICIES.items()),
        "",
        "## What a measure can ask for",
        "",
        "| choice | policy |",
        "| --- | --- |",
        *(f"| {RELEASES[release]} | {_policy_of(release)} |" for release in Release),
    ]
    return "\n".join(lines) + "\n"


def published_codes_page() -> str:
    """Every published figure that is known here, with where it is taken from and why."""
    lines = [
        "# Published figures",
        "",
        PRINTED,
        "",
        "A code of ours stays the same while releases change their tables. A figure that is counted in "
        "another way has another code. Where a code has several sources, the first that has a figure "
        "for an area and a period gives it. Bring a release in with `alongside data import`.",
    ]
    for code in published_codes().values():
        lines += ["", f"## {code.code}", "", *_code(code)]
    return "\n".join(lines) + "\n"


def indicators_page() -> str:
    """Every figure that a room works out from its records, and the facts that it is counted from."""
    modules: list[Any] = [import_module(name) for name in computing_modules()]
    counted = {each.code: each for module in modules for each in module.INDICATORS}
    tables = {table.name: table for each in counted.values() for table in each.tables}
    lines = [
        "# Indicators",
        "",
        PRINTED,
        "",
        "Figures that are worked out from the records kept here. A measure that is counted so gets its "
        "figures from the background worker, and each of them opens into the rows behind it. Whoever "
        "may not see those rows stops at the counts.",
        "",
        "| code | what it counts | unit | may be counted by | counted from | dated by |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_indicator_row(each, counted[each.code]) for each in indicators()),
        "",
        "## Facts",
        "",
        "Rows are known by pseudonyms; no name and no free text is in them.",
    ]
    for table in tables.values():
        lines += ["", f"### {table.name}", "", f"{table.title}.", "", *_columns(table)]
    return "\n".join(lines) + "\n"


def _indicator_row(each: Indicator, defined: Any) -> str:
    rhythms = ", ".join(_RHYTHMS.get(months, f"{months} months") for months in each.every_months)
    tables = ", ".join(f"`{table.name}`" for table in defined.tables)
    dated = f"`{defined.dated}`" if defined.dated else "–"
    return f"| `{each.code}` | {each.title} | {each.unit} | {rhythms} | {tables} | {dated} |"


def _columns(table: Any) -> Iterator[str]:
    yield "| column | holds | who sees it | meaning |"
    yield "| --- | --- | --- | --- |"
    for column in table.columns:
        yield f"| `{column.name}` | {column.kind} | {column.privacy} | {column.meaning} |"


def _explained(name: str) -> str:
    """The docstring without its examples."""
    told = (inspect.getdoc(FUNCTIONS[name]) or "").splitlines()
    shown = []
    for line in told:
        if line.startswith(_EXAMPLE):
            break
        shown.append(line)
    return "\n".join(shown).strip()


def _policy_row(name: str, policy: Policy) -> str:
    hides = f"{policy.hide_from} to {policy.hide_to}" if policy.hide_to else "nothing"
    rounds = str(policy.rounding_base or "no rounding")
    base = str(policy.minimum_base or "any")
    levels = ", ".join(policy.exempt_levels) or "–"
    return f"| `{name}` | {hides} | {rounds} | {base} | {_in_table(policy.symbol)} | {levels} |"


def _policy_of(release: Release) -> str:
    policy = POLICY_OF[release]
    return f"`{policy.name}`" if policy else "none"


def _code(code: PublishedCode) -> Iterator[str]:
    yield f"{code.title}. {code.question}"
    yield ""
    yield f"- {KINDS[Kind(code.kind)]} {BETTER[Better(code.better)]}. In {code.unit}."
    if code.numerator_words:
        yield f"- Counted: {code.numerator_words}"
        yield f"- Out of: {code.denominator_words}"
    yield f"- From: {'; then '.join(_source(each) for each in code.sources)}. {code.why}"
    for anew in code.counted_anew:
        yield f"- {anew.sentence}"


def _source(source: Source) -> str:
    where = f"`{source.indicator}` of `{source.table}`"
    if source.breakdown == TOTAL:
        return where
    return f"{where}, {source.breakdown} “{source.value}”"


def _in_table(text: str) -> str:
    return text.replace("*", "\\*").replace("|", "\\|")
