"""The reference pages of the law: its rules, the kinds of event, and worked examples.

Printed from the files that the clock itself reads, so that page and clock cannot differ.
"""

from collections.abc import Iterable, Iterator, Mapping

from alongside.kernel.dates import day_in_words
from alongside.law.counting import CountFrom
from alongside.law.events import EventKind
from alongside.law.examples import Example, read_tables
from alongside.law.explaining import FORCES, length_in_words
from alongside.law.provisions import PARTIES, CountingRule, Ground, Provision, Status
from alongside.law.reading import england, statutory_rules
from alongside.law.rulebook import Rules
from alongside.law.states import MEANINGS

PRINTED = "*This page is printed from the definitions by `make docs`. Change the definitions, not the page.*"
_SECTIONS = {
    "assessment": "The assessment and the first EHC plan",
    "move": "A move to another area",
    "arrival": "A move into the area",
    "commissioner": "A change of health commissioner",
    "upkeep": "The EHC plan from year to year",
    "transfer": "Phase transfers",
    "review": "A review",
    "amendment": "Changes without a review",
    "reassessment": "Re-assessment",
    "ceasing": "Ceasing",
    "dispute": "Mediation and appeal",
    "recommendation": "Recommendations on health and social care",
    "order": "Orders, agreements that count as orders, and appeals that are not opposed",
}
_FIELDS = {
    "process": "which assessment, review or other process it belongs to",
    "body": "the adviser, school or college; `institution` is read as the same",
    "for": "the day aimed at, such as a meeting or a transfer",
    "until": "the first day after it, for an absence or a ground",
    "corrects": "the id of the event that it takes the place of",
    "ground": "for an exception: the code of the ground; with it come `because`, `evidence` and `authorised_by`",
    "rules": "for an exception: the rules that it is meant for, where it is not meant for all",
}
_OF_THE_CASE = "Of the whole case"


def law_page() -> str:
    """Every rule, ground and way of counting, with its source and how far it is confirmed."""
    rules = statutory_rules()
    lines = [
        "# The law’s clock",
        "",
        PRINTED,
        "",
        "Each rule is dated data: who owes what to whom, from when, how long, and on what authority. "
        "“Status” says how far the source was seen: "
        + "; ".join(f"{each} is {each.means}" for each in Status)
        + ". Ask from the command line with `alongside law explain RULE`. "
        "[How the clock works](../explanation/law.md), [kinds of event](law-events.md), "
        "[worked examples](law-examples.md).",
        "",
        *_counting(rules.counting),
        *_sets(rules),
    ]
    for process, title in _SECTIONS.items():
        found = [each for each in _every(rules) if each.process == process]
        lines += ["", f"## {title}", "", *_rules_table(found)]
    lines += ["", *_grounds(rules.grounds), "", *_states(), "", *_calendar(), "", *_aims(rules)]
    return "\n".join(lines) + "\n"


def law_events_page() -> str:
    """Every kind of event with its fields, other names and what has to come first."""
    kinds = statutory_rules().kinds
    lines = [
        "# Kinds of event",
        "",
        PRINTED,
        "",
        "What a case’s file may hold, for `alongside law schedule`. Each event has `id`, `kind` and `on`; "
        "it may have these fields too:",
        "",
        *(f"- `{name}`: {means}" for name, means in _FIELDS.items()),
        "",
        f"The file may have `count_from`: {' or '.join(f'`{each}`' for each in CountFrom)}. "
        "It may have `closures`, a list of "
        '`{"institution", "covered_from", "covered_until", "closed": [{"from", "until"}]}`.',
        "",
        "An event without `process` joins the open process of its kind, or begins one. "
        "The days of events are days in London. Answers name the rule, `due_on`, `done_on`, `state`, `days` "
        "and `authority`, and more; see the [states](law.md#states). Exit code 1 says that something was refused.",
    ]
    for process, title in {**_SECTIONS, "": _OF_THE_CASE}.items():
        found = [each for each in kinds.values() if _home(each) == process]
        lines += ["", f"## {title}", "", *_kinds_table(found)]
    return "\n".join(lines) + "\n"


def law_examples_page() -> str:
    """The worked examples that the tests hold the clock to."""
    lines = [
        "# Worked examples of the law",
        "",
        PRINTED,
        "",
        "A situation in, dates out. The tests hold the clock to every line. “none” says that there is no "
        "such duty. A lawyer who finds a line wrong has found a fault in the rules.",
    ]
    for table in read_tables():
        lines += ["", f"## {table.title}"]
        for example in table.examples:
            lines += ["", *_example(example)]
    return "\n".join(lines) + "\n"


def _every(rules: Rules) -> Iterator[Provision]:
    """Each version of each rule once."""
    return iter(dict.fromkeys(each for found in rules.sets for each in found.provisions))


def _rules_table(provisions: Iterable[Provision]) -> Iterator[str]:
    yield "| rule | who owes what to whom | starts with | limit | may be excused by | authority | status |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for each in provisions:
        limb = f" ({each.limb})" if each.limb else ""
        who, to = PARTIES[each.who][0], PARTIES[each.to][0]
        told = f"**{each.title}.** {who[:1].upper()}{who[1:]}, to {to}: {each.does}."
        condition = "; only if that is decided" if each.conditional else ""
        kind = "" if str(each.force) == "duty" else f" ({FORCES[each.force]})"
        yield (
            f"| `{each.rule}`{limb} | {told} | {_codes(each.starts)} | "
            f"{length_in_words(each)}{condition}{kind} | {', '.join(each.grounds) or '–'} | "
            f"{each.authority}{_noted(each.note)} | {_marked(each.status)} |"
        )


def _counting(counting: Mapping[str, CountingRule]) -> Iterator[str]:
    yield "## How time is counted"
    yield ""
    yield "| | rule | authority | status |"
    yield "| --- | --- | --- | --- |"
    for code, each in counting.items():
        told = f"**{each.title}.** {each.means}"
        yield f"| {code} | {told} | {each.authority}{_noted(each.note)} | {_marked(each.status)} |"


def _sets(rules: Rules) -> Iterator[str]:
    yield ""
    yield "## Rule sets"
    yield ""
    yield (
        "A process keeps the set that was in force when it began, unless a later set says that it reaches "
        "processes of that type."
    )
    yield ""
    yield "| set | in force from | what it is | reaches |"
    yield "| --- | --- | --- | --- |"
    for each in rules.sets:
        reaches = ", ".join(sorted(each.reaches)) or "–"
        yield f"| `{each.id}` | {day_in_words(each.begins)} | {each.title} | {reaches} |"


def _grounds(grounds: Mapping[str, Ground]) -> Iterator[str]:
    yield "## Grounds that may excuse a limit"
    yield ""
    yield (
        "A ground excuses, sets no new date and hides no lateness. It needs a reason, evidence and the name of "
        "who authorised it, and counts only for rules that name it."
    )
    yield ""
    yield "| ground | what it is | authority | status |"
    yield "| --- | --- | --- | --- |"
    for code, each in grounds.items():
        told = f"**{each.title[:1].upper()}{each.title[1:]}.** {each.means}"
        yield f"| `{code}` | {told} | {each.authority}{_noted(each.note)} | {_marked(each.status)} |"


def _states() -> Iterator[str]:
    yield "## States"
    yield ""
    yield "| `state` | meaning, and what `days` counts |"
    yield "| --- | --- |"
    for standing, means in MEANINGS.items():
        yield f"| {standing} | {means} |"


def _calendar() -> Iterator[str]:
    covered = england().covered
    until = day_in_words(covered.until) if covered.until else "any day"
    yield "## Bank holidays"
    yield ""
    yield (
        f"Known from {day_in_words(covered.start)} until the day before {until}, as published on GOV.UK. Outside "
        "that time a day that depends on them is refused, never guessed."
    )


def _aims(rules: Rules) -> Iterator[str]:
    yield "## Working aims"
    yield ""
    yield "Not law. An area may set its own."
    yield ""
    yield "| week | aim |"
    yield "| --- | --- |"
    for week, what in rules.milestones:
        yield f"| {week} | {what} |"


def _kinds_table(kinds: Iterable[EventKind]) -> Iterator[str]:
    yield "| kind | when | begins | not before | needs | also read as |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for each in kinds:
        before = ", ".join(
            " or ".join(f"`{kind}`" for kind in sorted(group)) for group in each.after
        )
        yield (
            f"| `{each.code}` | {each.means} | {', '.join(each.opens) or '–'} | {before or '–'} | "
            f"{_codes(each.needs)} | {_codes(each.also)} |"
        )


def _home(kind: EventKind) -> str:
    return kind.of[0] if kind.of else ""


def _example(example: Example) -> Iterator[str]:
    yield f"### {example.title}"
    yield ""
    if example.note:
        yield example.note
        yield ""
    yield f"Seen on {day_in_words(example.today)}{_policy(example)}."
    yield ""
    yield from (f"- `{line}`" for line in example.events)
    for closure in example.closures:
        spans = ", ".join(f"{each['from']} until {each['until']}" for each in closure["closed"])
        yield f"- {closure['institution']} is closed from {spans}"
    yield ""
    if example.refused:
        yield f"Refused: “…{example.refused}…”"
        return
    yield "This gives:"
    yield ""
    yield from (f"- {line}" for line in example.expected)
    if example.remark:
        yield f"- Remark: “…{example.remark}…”"


def _policy(example: Example) -> str:
    return (
        ""
        if example.count_from == CountFrom.NEXT_DAY
        else f", counted from the {example.count_from}"
    )


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def _noted(note: str) -> str:
    return f". {note}" if note else ""


def _marked(status: Status) -> str:
    return (
        str(status) if status.is_confirmed else f"{status}: to be checked by the authority’s lawyer"
    )
