"""A rule in words, for whoever asks about its id: rules, grounds (EXC-A) and ways of counting (T4)."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.law.counting import Counted
from alongside.law.provisions import PARTIES, CountingRule, Force, Ground, Provision, Status
from alongside.law.rulebook import Rules, RuleSet

FORCES = {
    Force.DUTY: "a duty",
    Force.GUIDANCE: "guidance: it should be done",
    Force.AIM: "a working aim, no law",
    Force.RIGHT: "time in which somebody may act",
    Force.AT_LEAST: "time that somebody has to be left",
}
_COUNTED = {
    Counted.AFTER: "the first day is not counted (T4)",
    Counted.BEGINNING: "the first day is counted (T6)",
    Counted.BEFORE: "counted back from the day aimed at",
}


def explain(rule: str, *, rules: Rules) -> str:
    """Everything the files say about an id. Raises Refusal for one that is not there.

    Capital and small letters are the same.
    """
    known = ids(rules)
    code = known.get(rule.strip().casefold())
    if code is None:
        close = get_close_matches(rule.strip().casefold(), known, n=3, cutoff=0.75)
        hint = f" Did you mean {', '.join(known[each] for each in close)}?" if close else ""
        raise Refusal(f"There is no rule “{rule}”.{hint} See: alongside law list", field="rule")
    if code in rules.grounds:
        return "\n".join(_ground(rules.grounds[code], rules=rules))
    if code in rules.counting:
        return "\n".join(_counting(rules.counting[code]))
    parts = [
        "\n".join(_provision(each, since=since, rules=rules))
        for since, each in rules.versions(code)
    ]
    return "\n\n".join(parts)


def ids(rules: Rules) -> Mapping[str, str]:
    """Every id that can be explained, by its small letters, in the order of the files."""
    provisions = [each.rule for rule_set in rules.sets for each in rule_set.provisions]
    every = dict.fromkeys([*provisions, *rules.grounds, *rules.counting])
    return {each.casefold(): each for each in every}


def length_in_words(provision: Provision) -> str:
    """ "6 weeks; the first day is not counted (T4)"."""
    if provision.day_of_year is not None:
        return f"before {_DAYS[provision.day_of_year]} of the year of transfer"
    if provision.counted is Counted.SAME_DAY:
        return "the same day"
    if provision.limit is None:
        return "no day is set: as soon as practicable" if provision.start else "no day of its own"
    told = f"{provision.limit.length}; {_COUNTED[provision.counted]}"
    if provision.or_later:
        told += f"; or {provision.or_later.in_words}, whichever is later"
    if provision.not_before_move:
        told += "; not before the day of the move"
    if provision.tribunal_time:
        told += "; by the tribunal’s days (T9)"
    return told


_DAYS = {(2, 15): "15 February", (3, 31): "31 March"}


def _provision(provision: Provision, *, since: RuleSet, rules: Rules) -> Iterator[str]:
    limb = f" ({provision.limb})" if provision.limb else ""
    yield f"{provision.rule}{limb}: {provision.title}"
    yield f"  Who: {PARTIES[provision.who][0]}"
    yield f"  To: {PARTIES[provision.to][0]}"
    yield f"  What: {provision.does}"
    if provision.starts:
        yield f"  Starts when: {_events(provision.starts, rules)}"
    yield f"  Limit: {length_in_words(provision)}"
    yield f"  Kind: {FORCES[provision.force]}{'; only if that is decided' if provision.conditional else ''}"
    if provision.done:
        yield f"  Done when: {_events(provision.done, rules)}"
    if provision.ends:
        yield f"  No longer due when: {_events(provision.ends, rules)}"
    if provision.grounds:
        yield f"  May be excused by: {', '.join(_grounds(provision.grounds, rules))}"
    yield from _source(provision.authority, provision.status, provision.note)
    yield f"  In force: from {day_in_words(since.begins)}{_until(provision, rules)}"


def _until(provision: Provision, rules: Rules) -> str:
    """ " until 2 April 2018", where a later set is without this version."""
    begun = False
    for rule_set in rules.sets:
        if provision in rule_set.provisions:
            begun = True
        elif begun:
            return f" until the day before {day_in_words(rule_set.begins)}"
    return ""


def _ground(ground: Ground, *, rules: Rules) -> Iterator[str]:
    yield f"{ground.code}: {ground.title}"
    yield f"  What: {ground.means}"
    duties = dict.fromkeys(
        each.rule
        for rule_set in rules.sets
        for each in rule_set.provisions
        if ground.code in each.grounds
    )
    yield f"  May excuse: {', '.join(duties)}"
    yield "  Effect: it excuses, sets no new date and hides no lateness (T8)"
    yield from _source(ground.authority, ground.status, ground.note)


def _counting(rule: CountingRule) -> Iterator[str]:
    yield f"{rule.code}: {rule.title}"
    yield f"  What: {rule.means}"
    yield from _source(rule.authority, rule.status, rule.note)


def _source(authority: str, status: Status, note: str) -> Iterator[str]:
    yield f"  Authority: {authority}"
    yield f"  Status: {status}, {status.means}"
    if note:
        yield f"  Note: {note}"


def _events(kinds: Iterable[str], rules: Rules) -> str:
    return ", ".join(kind if kind in rules.kinds else "by that itself" for kind in kinds)


def _grounds(codes: Iterable[str], rules: Rules) -> Iterator[str]:
    return (f"{code} ({rules.grounds[code].title})" for code in codes)
