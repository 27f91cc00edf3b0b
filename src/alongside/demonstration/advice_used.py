"""Invented advice on which a draft rests, with what its author says of it; evidence of a family’s own; a link
for somebody without an account; and early notifications by health. All by the real operations.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile

from alongside.advice.early_cases import CaseChoice
from alongside.advice.keeping import Said
from alongside.advice.operations.answering import receive_request
from alongside.advice.operations.asking import NewRequest, ask_for_advice
from alongside.advice.operations.checking import NewCheck, check_advice
from alongside.advice.operations.early import (
    NewDecision,
    NewNotice,
    begin_early_notice,
    decide_early_notice,
    record_early_step,
)
from alongside.advice.operations.family_reports import (
    GivenReport,
    consider_report,
    give_report,
)
from alongside.advice.operations.links import NewLink, give_advice_link
from alongside.advice.operations.using import NewAnswer, answer_use, name_source
from alongside.advice.queries.using import author_uses
from alongside.advice.rules.early import EarlyStep
from alongside.casework.operations.plan_parts import Asked, add_part
from alongside.casework.operations.plans import begin_version
from alongside.casework.rules.plans.codes import AskedBy, PartKind, Section, VersionKind
from alongside.casework.rules.plans.parts import read
from alongside.demonstration import content
from alongside.demonstration.stage import Stage
from alongside.kernel.actor import Actor

CONTENT = "advice"
REQUEST, PART, GIVEN = "advice request", "advice part", "advice given"
USE, REPORT, NOTICE = "advice use", "family report", "early notice"
POINT, HEAD, OFFICER = "clinical-officer", "head-of-send", "ehc-coordinator"
Do = Callable[[Stage, datetime], None]
Facts = Mapping[str, Any]


def happenings() -> Iterator[tuple[datetime, Do]]:
    facts, at = content.read(CONTENT), content.instant
    for each in facts["drafts"]:
        yield at(each["accepted"]), partial(_accept, each)
        yield at(each["begun"]), partial(_draft, each)
        for said in each["said"]:
            yield at(said["at"]), partial(_say, each, said)
    for each in facts["evidence"]:
        yield at(each["at"]), partial(_give, each)
        yield at(each["considered"]["at"]), partial(_consider, each)
    for each in facts["links"]:
        yield at(each["at"]), partial(_link, each)
    for each in facts["schools"]:
        yield at(each["at"]), partial(_ask_school, each)
    for each in facts["early"]:
        yield at(each["at"]), partial(_notify, each)
        if "received" in each:
            yield at(each["received"]), partial(_receive, each)
        if "decided" in each:
            yield at(each["decided"]["at"]), partial(_decide, each)


def _accept(each: Facts, stage: Stage, at: datetime) -> None:
    check_advice(
        actor=stage.actor(POINT, at),
        at=at,
        submission_ref=stage.ref(GIVEN, each["case"]),
        new=NewCheck(outcome="accepted"),
    )


def _draft(each: Facts, stage: Stage, at: datetime) -> None:
    """Each row with what it rests on."""
    head, case_ref = stage.actor(HEAD, at), stage.ref("case", each["case"])
    plan = begin_version(actor=head, at=at, case_ref=case_ref, kind=VersionKind.DRAFT)
    for row in each["rows"]:
        made = add_part(
            actor=head,
            at=at,
            version_ref=plan.ref,
            section=Section(row["section"]),
            body=read(PartKind(row["kind"]), row["body"]),
            asked=Asked(by=AskedBy.OFFICER),
        )
        if row["rests"]:
            source = f"advice:{stage.ref(GIVEN, each['case'])}"
            use = name_source(actor=head, at=at, case_ref=case_ref, key=made.key, source=source)
            stage.remember(USE, f"{each['case']} {row['section']}", use.ref)


def _say(each: Facts, said: Facts, stage: Stage, at: datetime) -> None:
    """By the author, about the words that stand there."""
    actor = stage.actor(each["by"], at)
    request_ref = stage.ref(PART, f"{each['case']} {each['part']}")
    found = author_uses(actor, request_ref=request_ref, today=at.date())
    ref = stage.ref(USE, f"{each['case']} {said['section']}")
    seen = next(row for row in found.rows if any(use.ref == ref for use in row.uses))
    digest = seen.row.digest if seen.row else ""
    new = NewAnswer(answer=said["answer"], words=said.get("words", ""), seen=digest)
    answer_use(actor=actor, at=at, use_ref=ref, new=new)


def _give(each: Facts, stage: Stage, at: datetime) -> None:
    new = GivenReport(
        title=each["title"],
        author=each["author"],
        dated_on=date.fromisoformat(each["dated_on"]),
        upload=ContentFile(each["text"].encode(), name="report.txt"),
        bought=each["bought"],
        bought_words=each["bought_words"],
        may_share=True,
    )
    case_ref = stage.ref("case", each["case"])
    made = give_report(actor=stage.actor(each["by"], at), at=at, case_ref=case_ref, new=new)
    stage.remember(REPORT, each["case"], made.ref)


def _consider(each: Facts, stage: Stage, at: datetime) -> None:
    told = each["considered"]
    consider_report(
        actor=stage.actor(OFFICER, at),
        at=at,
        report_ref=stage.ref(REPORT, each["case"]),
        outcome=told["outcome"],
        words=told["words"],
    )


def _link(each: Facts, stage: Stage, at: datetime) -> None:
    """The secret goes nowhere: nobody is e-mailed about the years before."""
    new = NewLink(
        email=each["email"],
        organisation_ref=stage.post(each["post"]).organisation.ref,
        role=each["role"],
        consent=each["consent"],
        lasts=each["lasts"],
        checked_how=each["checked_how"],
    )
    request_ref = stage.ref(REQUEST, each["case"])
    give_advice_link(actor=_officer(stage, at), at=at, request_ref=request_ref, new=new)


def _ask_school(each: Facts, stage: Stage, at: datetime) -> None:
    """Asked and received on the same day. Its advice is still waited for."""
    said, officer = Said(on=at.date(), source="email"), _officer(stage, at)
    new = NewRequest(adviser="school", post_ref=stage.post(each["post"]).ref, said=said)
    case_ref = stage.ref("case", each["case"])
    made = ask_for_advice(actor=officer, at=at, case_ref=case_ref, new=new)
    receive_request(actor=officer, at=at, request_ref=made.ref, said=said)


def _notify(each: Facts, stage: Stage, at: datetime) -> None:
    first = at.date()
    new = NewNotice(
        body_ref=stage.post(each["post"]).organisation.ref,
        given_names=each["given_names"],
        family_name=each["family_name"],
        born_on=date.fromisoformat(each["born_on"]),
        opinion=each["opinion"],
        basis=each["basis"],
        days={EarlyStep(step): first - timedelta(days=ago) for step, ago in each["ago"].items()},
    )
    made = begin_early_notice(actor=stage.actor(each["by"], at), at=at, new=new)
    stage.remember(NOTICE, each["family_name"], made.ref)


def _receive(each: Facts, stage: Stage, at: datetime) -> None:
    record_early_step(
        actor=_officer(stage, at),
        at=at,
        notice_ref=stage.ref(NOTICE, each["family_name"]),
        step=EarlyStep.RECEIVED,
        on=at.date(),
    )


def _decide(each: Facts, stage: Stage, at: datetime) -> None:
    told = each["decided"]
    case = CaseChoice()
    if told["says"] == "needs":
        case = CaseChoice(ref="new", post_ref=stage.post("EHC Coordinator").ref, sex=told["sex"])
    decide_early_notice(
        actor=stage.actor(HEAD, at),
        at=at,
        notice_ref=stage.ref(NOTICE, each["family_name"]),
        new=NewDecision(says=told["says"], reasons=told["reasons"], case=case),
    )


def _officer(stage: Stage, at: datetime) -> Actor:
    return stage.actor(OFFICER, at)
