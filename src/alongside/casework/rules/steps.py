"""What may be recorded next in a case, and why not the rest.

The order of days is for the law to check. Here stands what a case must have come to first, so that
nothing is recorded of an assessment that was never begun, nor twice what happens once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from alongside.casework.rules.bodies import (
    BEGINS,
    DECISIONS,
    DRAFTS_SENT,
    FINALS_SENT,
    MADE,
    NOTE,
    REVIEW_FOUND,
    TELLS,
)
from alongside.casework.rules.folding import CaseFact, decided_means
from alongside.casework.rules.needed import ASKED_AGAIN, NEEDED
from alongside.casework.rules.recording import CEASES, NewEvent
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.law.events import ABSENCE, EXCEPTION, IN_ERROR, EventKind
from alongside.law.processes import Process
from alongside.law.rulebook import Rules

ANY_TIME = frozenset({NOTE, EXCEPTION, ABSENCE})
OF_OURS = frozenset({NOTE, REVIEW_FOUND})
"""What the law has no word for."""
REPEATED = frozenset(
    {
        *ANY_TIME,
        "draft_sent",
        "draft_served",
        "representations_received",
        "appointment_missed",
        "family_consulted",
    }
)
"""What may happen more than once in one process, besides what is counted for each body apart."""
FOLLOWS = frozenset(
    {"others_notified_of_decision", "others_notified_of_no_plan", "rights_notice_sent"}
)
"""Notices that go out after a decision has closed what it decided."""
FROM_BEFORE = frozenset(
    {"mediation_contacted", "mediation_declined", "mediation_wanted", "appeal_lodged"}
)
"""What may be about a decision on an EHC plan that was made elsewhere, or before this record."""
OWED_AFTER = frozenset({"review_report_received"})
"""What stays owed after a decision has closed the process."""
OF_A_PLAN = frozenset(
    {"review", "amendment", "transfer", "reassessment", "ceasing", "move", "commissioner"}
)
"""What can begin only while an EHC plan is in force."""
NOT_BY_HAND = frozenset({IN_ERROR, MADE, "review_decided"})
"""What another page records, or a kind that says less than its neighbours."""


@dataclass(frozen=True, slots=True)
class Step:
    """``why_not`` is empty for what may be recorded now. ``group`` is the process it belongs to.
    ``is_made``: the decision alone, before the family is told.
    """

    kind: str
    means: str
    group: str
    is_decision: bool
    why_not: str = ""
    is_made: bool = False


def steps(
    processes: Sequence[Process], rules: Rules, waiting: Sequence[CaseFact] = ()
) -> tuple[Step, ...]:
    """Everything that could be recorded by hand, in the order of the law's file. ``waiting``: what was
    decided and is not told yet.
    """
    ordered = sorted(rules.kinds.values(), key=lambda kind: kind.rank)
    return tuple(
        step
        for kind in ordered
        if kind.code not in NOT_BY_HAND
        for step in _steps_of(kind, processes, rules, waiting)
    )


def _steps_of(
    kind: EventKind, processes: Sequence[Process], rules: Rules, waiting: Sequence[CaseFact]
) -> Iterator[Step]:
    """Of what a letter tells: the decision, and that the family was told outside this record."""
    told = Step(
        kind=kind.code,
        means=kind.means,
        group=_group(kind, processes),
        is_decision=kind.code in DECISIONS,
        why_not=why_not(kind.code, processes, rules, waiting),
    )
    if kind.code not in TELLS:
        yield told
        return
    yield replace(
        told,
        means=decided_means(kind.code, rules),
        why_not=why_not_decide(kind.code, processes, rules, waiting),
        is_made=True,
    )
    if not told.why_not:
        yield replace(told, group=TOLD_OUTSIDE)


def check_may_record(
    kind: str, processes: Sequence[Process], rules: Rules, waiting: Sequence[CaseFact] = ()
) -> None:
    """Raises Refusal with the reason."""
    if kind not in OF_OURS and (kind not in rules.kinds or kind in NOT_BY_HAND):
        raise Refusal("This cannot be recorded here. Choose something from the list.", field="kind")
    if sentence := why_not(kind, processes, rules, waiting):
        raise Refusal(sentence)


def check_not_twice(new: NewEvent, processes: Sequence[Process], rules: Rules) -> None:
    """Raises Refusal where the same is recorded of the same day, or for the same day ahead: its days and letters
    would come twice.
    """
    known = rules.kinds.get(new.kind)
    if known is None or known.by_body or new.kind in REPEATED:
        return
    aims = getattr(new.body, "for_on", None)
    for process in processes:
        for _, event in process.by_kind.get(new.kind, ()):
            if aims and event.for_on == aims:
                raise Refusal(TWICE_AIMED, field="for_on")
            if not aims and event.on == new.counts_from:
                raise Refusal(TWICE, field="happened_on")


TWICE = "This is recorded already, on the same day. Correct that if it is wrong."
TWICE_AIMED = "This is recorded already, for the same day. Correct that if it is wrong."


def check_may_decide(
    kind: str, processes: Sequence[Process], rules: Rules, waiting: Sequence[CaseFact] = ()
) -> None:
    """Raises Refusal with the reason. ``kind``: the event by which the decision will be told."""
    if sentence := why_not_decide(kind, processes, rules, waiting):
        raise Refusal(sentence)


def why_not_decide(
    kind: str, processes: Sequence[Process], rules: Rules, waiting: Sequence[CaseFact] = ()
) -> str:
    """The same as for telling it, and that it is not decided already."""
    if twice := next((each for each in waiting if each.kind == kind), None):
        return f"{stands_in_words(twice, rules)} {SEND_IT[kind in DRAFTS_SENT]}"
    return why_not(kind, processes, rules, waiting)


def stands_in_words(made: CaseFact, rules: Rules) -> str:
    """ "The authority decided on 3 May 2025 that it will assess. The family is not told yet." """
    words, on = decided_means(made.kind, rules), f"on {day_in_words(made.happened_on)}"
    is_issued = made.kind in FINALS_SENT | DRAFTS_SENT
    words = f"{words} {on}" if is_issued else words.replace(" decided ", f" decided {on} ", 1)
    not_yet = WERE_NOT_SENT if " were " in words else NOT_SENT
    return f"{words[:1].upper()}{words[1:]}. {not_yet if is_issued else NOT_TOLD}"


def check_may_take_back(ref: str, processes: Sequence[Process], rules: Rules) -> None:
    """Raises Refusal for what opened a process in which more was recorded: its time would be gone."""
    for process in processes:
        is_opener = process.opener is not None and process.opener.id == ref
        later = [event for _, event in process.events if event.id != ref]
        if is_opener and later:
            means, on = rules.kinds[later[-1].kind].means, day_in_words(later[-1].on)
            raise Refusal(
                f"More was recorded that rests on this. On {on} {means}. Take that back first, or correct "
                "this if its day is wrong."
            )


NOT_TOLD = "The family is not told yet."
NOT_SENT = "It is not sent to the family yet."
WERE_NOT_SENT = "They are not sent to the family yet."
SEND_IT = {
    False: "Send its letter, or correct the decision.",
    True: "Send its letter, or take it back and issue another.",
}
STANDS = "That decision stands. If it is wrong, take it back first."


def why_not(
    kind: str, processes: Sequence[Process], rules: Rules, waiting: Sequence[CaseFact] = ()
) -> str:
    """A sentence, or empty when it may be recorded."""
    if kind in ANY_TIME or kind == REVIEW_FOUND:
        is_missing = kind == REVIEW_FOUND and not _was_reviewed(processes)
        return NO_REVIEW if is_missing else ""
    known = rules.kinds[kind]
    if against := next((each for each in waiting if each.kind in _others(kind)), None):
        return f"{stands_in_words(against, rules)} {STANDS}"
    running = _running(known, processes)
    if kind in BEGINS:
        return BEGUN if running else ""
    if kind in ASKED_AGAIN and running:
        return BEGUN_AGAIN
    if opposite := _opposite(kind, running):
        return f"The opposite is recorded already: {rules.kinds[opposite].means}. Correct that if it is wrong."
    if not running and not known.opens and not _may_follow(known, processes):
        return f"Nothing is under way to which this belongs: {_types(known)}. Record first what began it."
    if not running and OF_A_PLAN & known.opens.keys() and not _has_plan(processes):
        return NO_PLAN
    counting = [*running, *(each for each in processes if each.is_open)]
    done = {each for process in counting for each in process.by_kind}
    wanted = _needed(known)
    if wanted and done.isdisjoint(wanted):
        return f"This has to be recorded first: {rules.kinds[wanted[0]].means}."
    is_done = _is_ending(running, processes) if kind == ENDS_PLAN else _is_done(known, running)
    if kind not in REPEATED and not known.by_body and is_done:
        return ENDING if kind == ENDS_PLAN else RECORDED
    return ""


RECORDED = "This is recorded already. Correct it if it is wrong."
ENDS_PLAN = "decided_to_cease"
ENDING = (
    "It is decided already that the EHC plan is to end, and that decision stands. Correct it if its day is "
    "wrong. If it was given up, take it back first."
)


NO_REVIEW = "No review was held. Record first that the review meeting was held."
NO_PLAN = "There is no EHC plan in force to which this belongs."
BEGUN = "An assessment is under way already. A second request joins it; write it down as a note."
BEGUN_AGAIN = (
    "A re-assessment is under way already. A second request joins it; write it down as a note."
)
NEW, ANYTHING = "Something new begins", "At any time"
TOLD_OUTSIDE = "The family was told outside this record"
PROCESSES = {
    "assessment": "The assessment",
    "review": "A review",
    "amendment": "A change without a review",
    "reassessment": "A re-assessment",
    "upkeep": "The EHC plan",
    "transfer": "A move to another phase of education",
    "move": "A move to another authority",
    "arrival": "An EHC plan from another authority",
    "commissioner": "A change of the health commissioner",
    "ceasing": "Ceasing the EHC plan",
    "dispute": "Mediation and appeal",
    "order": "An order of the tribunal, or an appeal that is not opposed",
    "recommendation": "A recommendation of the tribunal",
    "budget": "A personal budget or direct payments",
}
"""What each process is called on a page."""


def _was_reviewed(processes: Sequence[Process]) -> bool:
    return any(each.type == "review" and "review_held" in each.by_kind for each in processes)


def _running(known: EventKind, processes: Sequence[Process]) -> list[Process]:
    """Those to which it belongs: what is owed after a decision, to the last that is closed."""
    own = [each for each in processes if each.type in known.of]
    still_open = [each for each in own if each.is_open]
    return still_open or (own[-1:] if known.code in OWED_AFTER else [])


def _opposite(kind: str, running: Sequence[Process]) -> str:
    """What was decided instead in a process that runs; empty when nothing was."""
    apart = [process for process in running if process.type != "upkeep"]
    return next(
        (other for process in apart for other in sorted(_others(kind)) if other in process.by_kind),
        "",
    )


def _others(kind: str) -> frozenset[str]:
    """What cannot be decided as well."""
    return next((each - {kind} for each in EITHER_OR if kind in each), frozenset())


EITHER_OR = (
    frozenset({"decided_to_assess", "decided_not_to_assess"}),
    frozenset({"decided_to_issue", "decided_no_plan"}),
    frozenset({"decided_to_reassess", "decided_not_to_reassess"}),
    frozenset({"budget_agreed", "budget_refused"}),
    frozenset({"budget_refusal_confirmed", "budget_refusal_changed"}),
    frozenset({"review_decided_maintain", "review_decided_amend", "review_decided_cease"}),
)
"""Of each only one is decided in one process."""


def _is_ending(running: Sequence[Process], processes: Sequence[Process]) -> bool:
    """An EHC plan ends once. After a review, or mediation or an appeal about it, it may be decided anew."""
    if all(CEASES.isdisjoint(each.by_kind) for each in running):
        return False
    decided = [place for each in processes for place, event in each.events if event.kind in CEASES]
    looked_at_again = [
        place
        for each in processes
        for place, event in each.events
        if event.kind == "review_held" or (each.type == "dispute" and each.opener != event)
    ]
    return max(looked_at_again, default=-1) <= max(decided)


def _is_done(known: EventKind, running: Sequence[Process]) -> bool:
    """What begins something may begin another."""
    return any(known.code in process.by_kind for process in running) and not known.opens


def _may_follow(known: EventKind, processes: Sequence[Process]) -> bool:
    if known.code in FROM_BEFORE:
        return _has_plan(processes)
    return known.code in FOLLOWS and any(each.type in known.of for each in processes)


def _has_plan(processes: Sequence[Process]) -> bool:
    return any(each.type == "upkeep" and each.is_open for each in processes)


def _needed(known: EventKind) -> tuple[str, ...]:
    """An order follows an appeal; an agreement, mediation."""
    if "order" in known.opens:
        is_agreed = known.code.startswith("agreement_")
        return ("mediation_wanted", "mediation_held") if is_agreed else ("appeal_lodged",)
    return NEEDED.get(known.code, ())


def _group(kind: EventKind, processes: Sequence[Process]) -> str:
    running = [each.type for each in processes if each.is_open and each.type in kind.of]
    if kind.opens and kind.opens.keys().isdisjoint(running) and running in ([], ["upkeep"]):
        return NEW
    first = next((each for each in running if each != "upkeep"), (*running, *kind.of, "")[0])
    return PROCESSES.get(first, ANYTHING)


def _types(known: EventKind) -> str:
    names = [PROCESSES.get(each, each) for each in known.of]
    return " or ".join(
        name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name
        for name in names
    )
