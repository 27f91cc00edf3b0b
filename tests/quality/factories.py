"""A council whose EHC plans are audited: a lead, auditors, families and officers, made by the real operations."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from alongside.casework.models import Case, PlanVersion
from alongside.casework.operations.plans import begin_version, issue_draft, issue_final
from alongside.casework.rules.plans.codes import Section, VersionKind
from alongside.casework.rules.plans.parts import Placement
from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea, Person, Post
from alongside.people.operations import change_post
from alongside.quality import perms
from alongside.quality.models import Audit, AuditRound, Draw, DrawnItem
from alongside.quality.operations import marking, rounds, seating
from alongside.quality.operations.marking import NewAnswer
from alongside.quality.reading_tools import tool_of_audit
from alongside.quality.rules.codes import About, Exclusion, Scale, Seat, Stratum
from alongside.quality.rules.drawing import NewRound
from tests.access.factories import make_account
from tests.casework.factories import HEAD, actor_for, happen, make_case, make_officer
from tests.casework.plan_factories import add, begin, go_out, write_whole
from tests.people.factories import operator

OPENED = datetime(2025, 9, 1, 10, tzinfo=UTC)
DUE = date(2025, 10, 1)
PLACE = Placement(named="institution", institution="Example Primary", type="Mainstream primary")
DRAFTED, SENT = date(2025, 6, 9), date(2025, 7, 14)
OFFICER = HEAD | {perms.COMMENT, perms.CONSENT, perms.PUT_RIGHT}
NAMES = ("Ada", "Bea", "Cal", "Dee", "Eli", "Fay", "Gus", "Hal")


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@dataclass
class Council:
    """Two officers in two teams, each with cases whose EHC plans were issued in July 2025."""

    area: LocalArea
    lead: Actor
    officers: list[tuple[Actor, Post]]
    auditors: list[Actor] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    families: list[Actor] = field(default_factory=list)
    plans: list[PlanVersion] = field(default_factory=list)


def make_council(area: LocalArea, *, plans: int = 4) -> Council:
    lead = make_account(area, "Lena Lead", "lena@york.example", "quality_lead")
    officers = [make_officer(area, name, OFFICER) for name in ("Olive Officer", "Otto Other")]
    for (_, post), team in zip(officers, ("North", "South"), strict=True):
        change_post(
            actor=operator(area),
            at=noon(date(2025, 1, 2)),
            ref=post.ref,
            expected_version=post.version,
            title=post.title,
            organisation=post.organisation,
            team=team,
        )
    council = Council(area, actor_for(area, lead.person, frozenset({perms.LEAD})), officers)
    for name in ("Ann Auditor", "Abe Auditor"):
        person = _with_role(council, name, "quality_auditor")
        council.people.append(person)
        council.auditors.append(actor_for(area, person, frozenset({perms.AUDIT})))
    reader = _with_role(council, "Fran Family", "family_auditor")
    council.families.append(actor_for(area, reader, frozenset({perms.AUDIT_FAMILY})))
    council.plans = [issue(council, number) for number in range(plans)]
    return council


def issue(council: Council, number: int, *, sent: date = SENT) -> PlanVersion:
    """A child’s first final EHC plan, with one of the two officers in turn."""
    actor, post = council.officers[number % 2]
    case = make_case(actor, post, given_names=NAMES[number], family_name=f"Testly{NAMES[number]}")
    happen(actor, case, "request_received", date(2025, 3, 3))
    happen(actor, case, "decided_to_assess", date(2025, 4, 1))
    happen(actor, case, "decided_to_issue", date(2025, 6, 2))
    draft = begin(actor, case, VersionKind.DRAFT, at=noon(DRAFTED))
    write_whole(actor, draft, at=noon(DRAFTED))
    draft.refresh_from_db()
    issued = issue_draft(
        actor=actor, at=noon(DRAFTED), version_ref=draft.ref, expected_version=draft.version
    )
    go_out(actor, issued)
    made = issue_next(actor, case, VersionKind.FINAL, sent, place=PLACE)
    happen(actor, case, "final_plan_sent", sent)
    return made


def issue_next(
    actor: Actor, case: Case, kind: VersionKind, day: date, *, place: Placement | None = None
) -> PlanVersion:
    plan = begin_version(actor=actor, at=noon(day), case_ref=case.ref, kind=kind)
    if place is not None:
        add(actor, plan, Section.PLACE, place, at=noon(day))
    plan.refresh_from_db()
    return issue_final(
        actor=actor, at=noon(day), version_ref=plan.ref, expected_version=plan.version
    )


def new_round(**changed: object) -> NewRound:
    usual = {
        "title": "EHC plans of July",
        "from_on": date(2025, 7, 1),
        "last_on": date(2025, 7, 31),
        "sample_size": 4,
        "due_on": DUE,
    }
    return NewRound(**{**usual, **changed})  # type: ignore[arg-type]


def plan_round(council: Council, *, about: About = About.PLAN, **changed: object) -> AuditRound:
    return rounds.plan_round(actor=council.lead, at=OPENED, about=about, new=new_round(**changed))


def draw(
    council: Council, found: AuditRound, *, seed: str = "b0b5", why: str = "", at: datetime = OPENED
) -> Draw:
    found.refresh_from_db()
    return rounds.draw_sample(
        actor=council.lead,
        at=at,
        round_ref=found.ref,
        expected_version=found.version,
        seed=seed,
        why=why,
    )


def drawn_round(council: Council, **changed: object) -> AuditRound:
    found = plan_round(council, **changed)  # type: ignore[arg-type]
    draw(council, found)
    found.refresh_from_db()
    return found


def items(found: AuditRound) -> list[DrawnItem]:
    return list(found.draws.latest("number").items.order_by("position"))


def assign(council: Council, item: DrawnItem, who: int = 0, *, seat: Seat = Seat.FIRST) -> Audit:
    return seating.assign_audit(
        actor=council.lead,
        at=OPENED,
        item_ref=item.ref,
        seat=seat,
        person_ref=council.people[who].ref,
    )


def answer_all(
    actor: Actor, audit: Audit, *, mark: int = 2, at: datetime = OPENED, **instead: str
) -> Audit:
    """Every question with about the same mark, save for those named."""
    answers = {}
    for each in tool_of_audit(audit).questions:
        usual = {
            Scale.POINTS: str(mark),
            Scale.PLAIN: ("no", "partly", "yes", "yes")[mark],
            Scale.GRADES: ("inadequate", "requires_improvement", "good", "outstanding")[mark],
        }
        answers[each.code] = NewAnswer(
            mark=instead.get(each.code, usual[each.scale]), words="Seen."
        )
    return marking.save_answers(actor=actor, at=at, audit_ref=audit.ref, answers=answers).audit


def submit(
    actor: Actor,
    audit: Audit,
    grade: str = "good",
    *,
    words: str = "It is clear and whole.",
    at: datetime = OPENED,
) -> Audit:
    audit.refresh_from_db()
    return marking.submit_audit(
        actor=actor,
        at=at,
        audit_ref=audit.ref,
        expected_version=audit.version,
        grade=grade,
        words=words,
    )


def marked(
    council: Council, item: DrawnItem, grade: str = "good", who: int = 0, seat: Seat = Seat.FIRST
) -> Audit:
    """Given, answered and submitted."""
    actor = council.auditors[who]
    audit = assign(council, item, who, seat=seat)
    answer_all(actor, audit, mark={"outstanding": 3, "good": 2}.get(grade, 1))
    return submit(actor, audit, grade)


def _with_role(council: Council, name: str, role: str) -> Person:
    address = f"{name.split()[0].lower()}@york.example"
    return make_account(council.area, name, address, role).person


GROUPS = (Stratum.TEAM, Stratum.NEED, Stratum.STAGE)
LEFT_OUT = (Exclusion.DISPUTED, Exclusion.AUDITED_BEFORE)
