"""Some letters of the invented children, written, checked and sent by the real operations at their own
times; two are written and wait to be checked.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from alongside.casework.forms.letters import key_of
from alongside.casework.models import Letter
from alongside.casework.operations.letter_details import Details, change_letter_details
from alongside.casework.operations.letter_enclosing import NewEnclosure, enclose
from alongside.casework.operations.letter_sending import NewSending, record_service, send_letter
from alongside.casework.operations.letters import check_letter, write_letters
from alongside.casework.plans.making import make_plan_paper
from alongside.casework.queries.letters import letters_of_case
from alongside.casework.rules.enclosing import EnclosureKind
from alongside.casework.rules.plans.codes import VersionState
from alongside.demonstration import content
from alongside.demonstration.cases import Do
from alongside.demonstration.stage import Stage
from alongside.kernel.actor import Actor

CONTENT = "letters"
Facts = Mapping[str, Any]


def happenings() -> Iterator[tuple[datetime, Do]]:
    """When, and what."""
    facts = content.read(CONTENT)
    yield content.instant(facts["details"]["at"]), partial(_details, facts["details"])
    for each in facts["letters"]:
        yield content.instant(each["at"]), partial(_letter, each)
        if served := each.get("served"):
            yield content.instant(served["at"]), partial(_served, each, served)


def _head(stage: Stage, at: datetime) -> Actor:
    return stage.actor("head-of-send", at)


def _details(facts: Facts, stage: Stage, at: datetime) -> None:
    told = {name: value for name, value in facts.items() if name != "at"}
    change_letter_details(
        actor=_head(stage, at), at=at, expected_version=1, details=Details(**told)
    )


def _letter(facts: Facts, stage: Stage, at: datetime) -> None:
    """To each person of the family; without a way it waits to be checked."""
    actor, case_ref = _head(stage, at), stage.ref("case", facts["case"])
    found = letters_of_case(actor, case_ref=case_ref, today=at.date())
    keys = [key_of(each.key) for each in found.to_write]
    wanted = [key for key in keys if key[1] == facts["letter"]]
    for letter in write_letters(actor=actor, at=at, case_ref=case_ref, wanted=wanted):
        stage.remember("letter", f"{facts['case']} {facts['letter']}", letter.ref)
        if facts.get("encloses_draft"):
            letter = _with_plan(letter, actor, at)
        if "way" in facts:
            _send(letter, facts, actor, at)


def _with_plan(letter: Letter, actor: Actor, at: datetime) -> Letter:
    """With the EHC plan that was issued last, whose paper is made for it."""
    plan = letter.case.plan_versions.filter(state=VersionState.ISSUED.value).latest("number")
    make_plan_paper(version_id=plan.pk, at=at, progress=lambda done, total: None)
    new = NewEnclosure(kind=EnclosureKind.PLAN.value, plan_ref=plan.ref)
    enclose(actor=actor, at=at, letter_ref=letter.ref, expected_version=letter.version, new=new)
    letter.refresh_from_db()
    return letter


def _send(letter: Letter, facts: Facts, actor: Actor, at: datetime) -> None:
    checked = check_letter(
        actor=actor, at=at, letter_ref=letter.ref, expected_version=letter.version
    )
    sending = NewSending(way=facts["way"], sent_on=at.date(), proof=facts.get("proof", ""))
    send_letter(
        actor=actor,
        at=at,
        letter_ref=checked.ref,
        expected_version=checked.version,
        sending=sending,
    )


def _served(facts: Facts, served: Facts, stage: Stage, at: datetime) -> None:
    actor, case_ref = _head(stage, at), stage.ref("case", facts["case"])
    ref = stage.ref("letter", f"{facts['case']} {facts['letter']}")
    found = letters_of_case(actor, case_ref=case_ref, today=at.date())
    letter = next(each for each in found.letters if each.ref == ref)
    record_service(
        actor=actor,
        at=at,
        letter_ref=ref,
        expected_version=letter.version,
        served_on=at.date(),
        known=served["known"],
    )
