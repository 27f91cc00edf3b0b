"""An invented audit of the annual reviews of one day. One fell short: its family signs in to the demonstration, and
was told.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from alongside.access.queries import people_who_may
from alongside.casework.queries.one_case import case_head
from alongside.demonstration import content
from alongside.demonstration.audit_sweeps import tell
from alongside.demonstration.audits import CONTENT, HEAD, LEAD, ROUND, Do, Facts, submit
from alongside.demonstration.stage import Stage
from alongside.quality import perms
from alongside.quality.operations import rounds, seating
from alongside.quality.queries.rounds import round_page
from alongside.quality.rules.codes import About
from alongside.quality.rules.drawing import NewRound
from alongside.web.clock import london_day

REVIEWS = "reviews"


def happenings() -> Iterator[tuple[datetime, Do]]:
    facts, at = content.read(CONTENT)[REVIEWS], content.instant
    yield at(facts["at"]), partial(_draw, facts)
    yield at(facts["marked"]), partial(_mark, facts)
    yield at(facts["told"]), partial(_tell, facts)


def _draw(facts: Facts, stage: Stage, at: datetime) -> None:
    """All of that day, shared out at once."""
    lead, held_on = stage.actor(LEAD, at), date.fromisoformat(facts["held"])
    new = NewRound(
        title=facts["title"],
        from_on=held_on,
        last_on=held_on,
        sample_size=facts["size"],
        due_on=date.fromisoformat(facts["due"]),
    )
    made = rounds.plan_round(actor=lead, at=at, about=About.REVIEW, new=new)
    stage.remember(ROUND, REVIEWS, made.ref)
    rounds.draw_sample(
        actor=lead, at=at, round_ref=made.ref, expected_version=made.version, seed=facts["seed"]
    )
    seating.share_out(
        actor=lead,
        at=at,
        round_ref=made.ref,
        person_refs=[each.ref for each in people_who_may(lead, perms.AUDIT, at=at)],
    )


def _mark(facts: Facts, stage: Stage, at: datetime) -> None:
    """Whoever marks the same review comes to the same."""
    found = round_page(stage.actor(LEAD, at), round_ref=stage.ref(ROUND, REVIEWS))
    number = _number(facts, stage, at)
    for item in found.items:
        told = facts["hers" if item.case_number == number else "the_other"]
        for audit in item.audits:
            submit(stage, at, audit, told)


def _tell(facts: Facts, stage: Stage, at: datetime) -> None:
    tell(stage, at, _number(facts, stage, at), facts["how"])


def _number(facts: Facts, stage: Stage, at: datetime) -> str:
    head, ref = stage.actor(HEAD, at), stage.ref("case", facts["case"])
    return case_head(head, case_ref=ref, today=london_day(at)).number
