"""Sweeps, how far each has come, what it found, and one candidate as it is judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from alongside.advice.queries.to_sweep import AskedAdvice, asked_advice
from alongside.advice.rules.codes import Side
from alongside.casework.queries.plan_values import SectionView
from alongside.casework.queries.plans import issued_version
from alongside.casework.queries.queue import name_of
from alongside.casework.queries.to_sweep import Listed, listed_in
from alongside.casework.rules.plans.codes import Section
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.quality import perms
from alongside.quality.judging import judges, theirs_to_judge
from alongside.quality.models import PutRight, Sweep, SweepCandidate
from alongside.quality.on_cases import for_case
from alongside.quality.rules.codes import Judged, Judges, PutRightState, SweepRule, SweepState
from alongside.quality.rules.sweeping import ListedAdvice, newest_health_advice

SEES = (perms.LEAD, *perms.JUDGES)
READ = {
    Judges.HEALTH: (Section.C, Section.G, Section.K),
    Judges.SOCIAL_CARE: (Section.D, Section.H1, Section.H2, Section.K),
}
"""What each reads of the EHC plan to judge it."""
SIDE = {Judges.HEALTH: Side.HEALTH, Judges.SOCIAL_CARE: Side.SOCIAL_CARE}


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepRow:
    """``settled``: judged, and put right where that was asked for."""

    ref: str
    title: str
    rules: tuple[SweepRule, ...]
    older_than_on: date | None
    issued_from: date | None
    target_on: date
    state: SweepState
    done_count: int
    whole_count: int
    begun_at: datetime
    found: int
    judged: int
    not_appropriate: int
    put_right: int
    told: int

    @property
    def settled(self) -> int:
        return self.judged - self.not_appropriate + self.put_right


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    """``owner`` is the post that puts it right, and ``due_on`` until when; empty before it is judged so."""

    ref: str
    name: str
    case_number: str
    found_by: tuple[SweepRule, ...]
    judged: Judged | None
    judged_on: date | None
    owner: str
    due_on: date | None
    closed_on: date | None
    told_on: date | None


@dataclass(frozen=True, slots=True)
class Candidates:
    """``rows`` is read by page."""

    rows: Any
    total: int

    def page(self, start: int, stop: int) -> tuple[CandidateRow, ...]:
        found = list(self.rows[start:stop])
        opened = _opened(found)
        return tuple(_candidate(each, opened.get(each.pk)) for each in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedBefore:
    """What was said of the same version in another sweep. ``is_together``: it is one judgement of both."""

    sweep_title: str
    judged: Judged
    on: date
    by: str
    why: str
    is_together: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatePage:
    """``sections`` are those of the EHC plan in which that side speaks; ``advice`` is what it was asked for.
    ``listed`` is section K, and ``newest_on`` the newest day of health advice that is known.
    ``before``: how the same version was judged in other sweeps, the latest first.
    """

    row: CandidateRow
    judges: Judges
    case_ref: str
    sweep: SweepRow
    issued_on: date | None
    sections: tuple[SectionView, ...]
    listed: tuple[Listed, ...]
    advice: tuple[AskedAdvice, ...]
    newest_on: date | None
    judged_why: str
    judged_by: str
    before: tuple[JudgedBefore, ...]
    version: int


def sweeps(actor: Actor) -> tuple[SweepRow, ...]:
    """The latest first. Raises Hidden."""
    return tuple(_row(each) for each in _sweeps(actor).order_by("-id"))


def sweep_row(actor: Actor, *, sweep_ref: str) -> SweepRow:
    """Raises Hidden."""
    found = _sweeps(actor).filter(ref=sweep_ref).first()
    if found is None:
        raise Hidden("sweep")
    return _row(found)


def candidates_of(actor: Actor, *, sweep_ref: str, what: str = "", rule: str = "") -> Candidates:
    """This person’s own to judge: those that wait without ``what``, else those judged so. Raises Hidden."""
    rows = _candidates(actor).filter(theirs_to_judge(actor), sweep__ref=sweep_ref)
    if what != "all":
        rows = rows.filter(judged=what)
    chosen = list(rows.order_by("id")) if rule else rows.order_by("id")
    if rule:
        chosen = [each for each in chosen if rule in each.found_by]
    return Candidates(chosen, len(chosen) if rule else rows.count())


def candidates_waiting(actor: Actor, *, most: int) -> tuple[tuple[CandidateRow, ...], int]:
    """Of every sweep that is done, and how many there are. An EHC plan that several found stands once. Raises
    Hidden.
    """
    is_done = {"judged": "", "sweep__state": SweepState.DONE.value}
    every = _candidates(actor).filter(theirs_to_judge(actor), **is_done)
    rows = every.exclude(Exists(every.filter(plan=OuterRef("plan"), pk__lt=OuterRef("pk"))))
    return tuple(_candidate(each, None) for each in rows.order_by("id")[:most]), rows.count()


def candidate_page(actor: Actor, *, candidate_ref: str, today: date) -> CandidatePage:
    """Raises Hidden."""
    rows = _candidates(actor).filter(theirs_to_judge(actor), ref=candidate_ref)
    found = rows.select_related("judged_by").first()
    if found is None:
        raise Hidden("candidate")
    deputy = for_case(actor, found.case.ref)
    view = issued_version(deputy, version_ref=found.plan.ref, today=today)
    whose = judges(found)
    listed = listed_in(deputy, case_ref=found.case.ref, plan_id=found.plan_id, today=today)
    advice = asked_advice(actor, found.case_id, SIDE[whose])
    return CandidatePage(
        judges=whose,
        row=_candidate(found, _opened([found]).get(found.pk)),
        case_ref=found.case.ref,
        sweep=sweep_row(actor, sweep_ref=found.sweep.ref),
        issued_on=found.plan.issued_on,
        sections=tuple(view.section(each) for each in READ[whose]),
        listed=listed,
        advice=advice,
        newest_on=_newest_on(listed, advice) if whose is Judges.HEALTH else None,
        judged_why=found.judged_why,
        judged_by=found.judged_by.name if found.judged_by else "",
        before=_judged_before(found),
        version=found.version,
    )


def _sweeps(actor: Actor) -> Any:
    if not any(actor.may(each) for each in SEES):
        raise Hidden("sweep")
    return Sweep.objects.in_area(actor.area_id).annotate(
        found=Count("candidates", distinct=True),
        judged_count=Count("candidates", filter=~Q(candidates__judged=""), distinct=True),
        not_right=Count(
            "candidates",
            filter=Q(candidates__judged=Judged.NOT_APPROPRIATE.value),
            distinct=True,
        ),
        righted=Count(
            "candidates",
            filter=Q(candidates__put_rights__state=PutRightState.CLOSED.value)
            | Q(candidates__joined__state=PutRightState.CLOSED.value),
            distinct=True,
        ),
        told_count=Count(
            "candidates",
            filter=Q(candidates__put_rights__told_on__isnull=False)
            | Q(candidates__joined__told_on__isnull=False),
            distinct=True,
        ),
    )


def _candidates(actor: Actor) -> Any:
    rows = SweepCandidate.objects.in_area(actor.area_id).filter(case__merged_into=None)
    return rows.select_related("case__child", "plan", "sweep")


def _opened(found: Sequence[SweepCandidate]) -> dict[int, PutRight]:
    """By the id of the candidate, what has to be put right because of it, or of an earlier one."""
    if not found:
        return {}
    ids = [one.pk for one in found]
    rows = PutRight.objects.in_area(found[0].area_id).select_related("owner")
    own = rows.filter(Q(candidate__in=ids) | Q(joined__in=ids)).distinct()
    by_candidate = {each.candidate_id: each for each in own}
    by_id = {each.pk: each for each in own}
    opened = {one.pk: by_candidate.get(one.pk) or by_id.get(one.joined_id or 0) for one in found}
    return {pk: each for pk, each in opened.items() if each is not None}


def _newest_on(listed: Sequence[Listed], asked: Sequence[AskedAdvice]) -> date | None:
    told = [ListedAdvice(each.role, each.given_on, each.is_of_health) for each in listed]
    return newest_health_advice(told, [each.accepted_on for each in asked if each.accepted_on])


def _judged_before(found: SweepCandidate) -> tuple[JudgedBefore, ...]:
    """The same version, found by one of the same rules in another sweep."""
    rows = SweepCandidate.objects.in_area(found.area_id).exclude(judged="").exclude(pk=found.pk)
    others = rows.filter(plan=found.plan_id, plan__isnull=False)
    return tuple(
        JudgedBefore(
            sweep_title=each.sweep.title,
            judged=Judged(each.judged),
            on=each.judged_on,
            by=each.judged_by.name if each.judged_by else "",
            why=each.judged_why,
            is_together=each.judged_at == found.judged_at,
        )
        for each in others.select_related("sweep", "judged_by").order_by("-judged_at")
        if each.judged_on and set(each.found_by) & set(found.found_by)
    )


def _row(each: Any) -> SweepRow:
    return SweepRow(
        ref=each.ref,
        title=each.title,
        rules=tuple(SweepRule(code) for code in each.rules),
        older_than_on=each.older_than_on,
        issued_from=each.issued_from,
        target_on=each.target_on,
        state=SweepState(each.state),
        done_count=each.done_count,
        whole_count=each.whole_count,
        begun_at=each.begun_at,
        found=each.found,
        judged=each.judged_count,
        not_appropriate=each.not_right,
        put_right=each.righted,
        told=each.told_count,
    )


def _candidate(each: Any, opened: PutRight | None) -> CandidateRow:
    return CandidateRow(
        ref=each.ref,
        name=name_of(each.case.child),
        case_number=each.case.number,
        found_by=tuple(SweepRule(code) for code in each.found_by),
        judged=Judged(each.judged) if each.judged else None,
        judged_on=each.judged_on,
        owner=opened.owner.title if opened else "",
        due_on=opened.due_on if opened else None,
        closed_on=opened.closed_on if opened else None,
        told_on=opened.told_on if opened else None,
    )
