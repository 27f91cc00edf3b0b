"""More invented children, each with a first EHC plan whose help is specific or vague: so that a lesson can be seen
to work, or not to. Everything goes through the real operations, on the days on which it would have been.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from alongside.casework.finding import version_of
from alongside.casework.models import Case, PlanVersion
from alongside.casework.operations import record_event, register_child
from alongside.casework.operations.plan_parts import Asked, add_part
from alongside.casework.operations.plans import begin_version, issue_draft, issue_final
from alongside.casework.registering import NewChild
from alongside.casework.rules.bodies import Body, Decided, Sent
from alongside.casework.rules.codes import Source
from alongside.casework.rules.plans.codes import AskedBy, PartKind, Section, VersionKind
from alongside.casework.rules.plans.parts import read
from alongside.casework.rules.recording import NewEvent
from alongside.demonstration import content
from alongside.demonstration.cases import new_event
from alongside.demonstration.schools import school_ref
from alongside.demonstration.shape import Invented, invented
from alongside.demonstration.stage import NotInContentError, Stage
from alongside.people import queries as people

Facts = Mapping[str, Any]
CONTENT, HEAD = "more_plans", "head-of-send"
POSTS = ("EHC Coordinator", "EHC Coordinator (east)")
"""Of the team that a lesson's change reaches, and of the other."""
OF = 100
ON_PAPER = "By post to the family. The copy is in the paper file."
SAID: Mapping[str, Facts] = {
    "request_received": {"asker": "1"},
    "decided_to_assess": {"note": "By post to the family. The copy is in the paper file."},
    "decided_to_issue": {},
}
OUTCOME_AFTER = timedelta(days=700)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """``specific``: of how many in a hundred the help says what, who, how much and how often. Every second one is
    of the other team, of which ``elsewhere`` says the same.
    """

    count: int
    specific: int
    elsewhere: int
    sent_at: datetime
    seed: int


@dataclass(frozen=True, slots=True)
class _Writing:
    stage: Stage
    case: Case
    facts: Facts
    keys: dict[str, str]

    def by(self, at: datetime) -> dict[str, Any]:
        return {"actor": self.stage.actor(HEAD, at), "at": at}


def make(wanted: Wanted, *, progress: Callable[[int, int], None]) -> int:
    """Returns how many EHC plans were sent."""
    area = people.area_by_slug(content.read("places")["york"]["slug"])
    if area is None:
        raise NotInContentError("york")
    stage, facts = Stage(area, "york"), content.read(CONTENT)
    for number, each in enumerate(_children(wanted), start=1):
        post, share = POSTS[number % 2], (wanted.specific, wanted.elsewhere)[number % 2]
        help_is = "specific" if is_specific((number + 1) // 2, share) else "vague"
        told = {**facts, "help": facts[help_is], "post": post}
        _one(stage, each, told, wanted.sent_at)
        progress(number, wanted.count)
    return wanted.count


def is_specific(number: int, share: int) -> bool:
    """Of one team: exactly the share, spread evenly, so that what is seen of a lesson is no matter of luck.

    >>> [sum(is_specific(number, share) for number in range(1, 41)) for share in (0, 40, 95, 100)]
    [0, 16, 38, 40]
    """
    return number * share // OF > (number - 1) * share // OF


def _children(wanted: Wanted) -> Iterator[Invented]:
    """About as many as are asked for are invented at once; the rest is not used."""
    found = invented(wanted.count * 2 + 20, wanted.seed, until=wanted.sent_at.date())
    for _, each in zip(range(wanted.count), found, strict=False):
        yield each


def _one(stage: Stage, child: Invented, facts: Facts, sent_at: datetime) -> None:
    days = {name: sent_at - timedelta(days=count) for name, count in facts["days"].items()}
    asked = days["asked"]
    new = NewChild(
        facts=child.child,
        post_ref=stage.post(facts["post"]).ref,
        school_ref=school_ref(child.child.born_on, sent_at.date()),
        is_somebody_else=True,
    )
    case = register_child(actor=stage.actor(HEAD, asked), at=asked, new=new)
    work = _Writing(stage, case, facts, {})
    for kind, at in (
        ("request_received", asked),
        ("decided_to_assess", days["assessed"]),
        ("decided_to_issue", days["to_issue"]),
    ):
        _record(work, at, new_event(kind, at.date(), SAID[kind]))
    _send(work, days["drafted"], VersionKind.DRAFT, [*facts["parts"], facts["help"]])
    _on_paper(work, days["drafted"], "draft_sent", Sent(note=ON_PAPER))
    _send(work, sent_at, VersionKind.FINAL, [facts["place"]])
    _on_paper(work, sent_at, "final_plan_sent", Decided(note=ON_PAPER))


def _on_paper(work: _Writing, at: datetime, kind: str, body: Body) -> None:
    """What was issued went by post on that day."""
    new = NewEvent(kind=kind, happened_on=at.date(), source=Source.POST.value, body=body)
    _record(work, at, new)


def _record(work: _Writing, at: datetime, new: NewEvent) -> None:
    ref = work.case.ref
    version = version_of(work.stage.actor(HEAD, at), ref)
    record_event(case_ref=ref, expected_version=version, new=new, **work.by(at))


def _send(work: _Writing, at: datetime, kind: VersionKind, parts: list[Facts]) -> None:
    plan = begin_version(case_ref=work.case.ref, kind=kind, **work.by(at))
    for each in parts:
        _add(work, plan, each, at)
    plan.refresh_from_db()
    issue = issue_draft if kind is VersionKind.DRAFT else issue_final
    issue(version_ref=plan.ref, expected_version=plan.version, **work.by(at))


def _add(work: _Writing, plan: PlanVersion, told: Facts, at: datetime) -> None:
    links = {
        name: [work.keys[each] for each in told[name]]
        for name in ("needs", "outcomes")
        if name in told
    }
    kind = PartKind(told["kind"])
    made = add_part(
        version_ref=plan.ref,
        section=Section(told["section"]),
        body=read(kind, {**told, **links, **_days(kind, at.date())}),
        asked=Asked(by=AskedBy.OFFICER),
        **work.by(at),
    )
    if "id" in told:
        work.keys[told["id"]] = made.key


def _days(kind: PartKind, day: date) -> dict[str, str]:
    match kind:
        case PartKind.WORDS | PartKind.ADVICE:
            return {"given_on": day.isoformat()}
        case PartKind.NONE_FOUND:
            return {"said_on": day.isoformat()}
        case PartKind.OUTCOME:
            return {"by_on": (day + OUTCOME_AFTER).isoformat()}
        case _:
            return {}
