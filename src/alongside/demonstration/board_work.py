"""What the board asked, decided, weighed and issued in the demonstration, and what it was told.

One function for each kind of event; each calls the operation that a page would call.
"""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from alongside.board.making import make_edition
from alongside.board.models import Meeting, Visit
from alongside.board.operations.answers import answer_challenge
from alongside.board.operations.assurances import (
    NewWeight,
    add_weight,
    judge_assurance,
    take_over_assurances,
)
from alongside.board.operations.challenges import (
    NewChallenge,
    NewRecommendation,
    raise_challenge,
    recommend,
)
from alongside.board.operations.decisions import (
    NewDecision,
    NewLookBack,
    look_back,
    record_decision,
)
from alongside.board.operations.packs import (
    freeze_board_pack,
    freeze_upward_report,
    freeze_visit_evidence,
)
from alongside.board.operations.papers import NewPaper as NewMeetingPaper
from alongside.board.operations.papers import add_paper
from alongside.board.operations.reports import file_report, save_draft
from alongside.board.operations.visits import (
    NewPaper,
    VisitDetails,
    add_visit_paper,
    file_visit_letter,
    plan_visit,
)
from alongside.board.queries.assurances import all_assurances
from alongside.board.queries.packs import pack_of_meeting
from alongside.board.rules.challenges import Reply
from alongside.board.rules.codes import AnswerVerdict, Assured, LookBackVerdict, Weighs
from alongside.board.rules.reports import ReportText
from alongside.demonstration import content
from alongside.demonstration.content import example
from alongside.demonstration.stage import Moment, NotInContentError, Stage
from alongside.measures.choosing import latest_figures
from alongside.people.finding import find


def decide(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    meeting = find(Meeting, moment.actor, stage.ref("meeting", facts["meeting"]))
    made = record_decision(
        actor=moment.actor,
        at=moment.at,
        meeting_ref=meeting.ref,
        new=NewDecision(
            text=example(facts["text"]),
            should_change=example(facts["should"]),
            look_back_on=date.fromisoformat(facts["look_back"]),
            item_ref=item_ref(meeting, facts),
            figure_refs=_figures(stage, moment),
            documents=(example(facts["document"]),) if "document" in facts else (),
        ),
    )
    stage.remember("decision", facts["meeting"], made.ref)


def look(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    look_back(
        actor=moment.actor,
        at=moment.at,
        decision_ref=stage.ref("decision", facts["decision"]),
        new=NewLookBack(
            verdict=LookBackVerdict(facts["verdict"]),
            text=example(facts["text"]),
            looked_on=moment.on,
            again_on=date.fromisoformat(facts["again"]),
            meeting_ref=stage.ref("meeting", facts["meeting"]),
        ),
    )


def challenge(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    made = raise_challenge(
        actor=moment.actor,
        at=moment.at,
        new=NewChallenge(
            text=example(facts["text"]),
            owner_ref=stage.post(facts["owner"]).ref,
            due_on=date.fromisoformat(facts["due"]),
            line_ref=stage.line(facts["line"]).ref if "line" in facts else "",
            workstream_ref=workstream_ref(stage, facts["workstream"])
            if "workstream" in facts
            else "",
        ),
    )
    stage.remember("challenge", facts["key"], made.ref)


def recommendation(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    made = recommend(
        actor=moment.actor,
        at=moment.at,
        new=NewRecommendation(
            text=example(facts["text"]),
            from_board_ref=stage.ref("board", "scrutiny"),
            owner_ref=stage.post(facts["owner"]).ref,
            raised_on=moment.on,
            due_on=date.fromisoformat(facts["due"]),
        ),
    )
    stage.remember("challenge", facts["key"], made.ref)


def answer(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    answer_challenge(
        actor=moment.actor,
        at=moment.at,
        challenge_ref=stage.ref("challenge", facts["key"]),
        reply=Reply(
            text=example(facts["text"]),
            answered_on=moment.on,
            verdict=AnswerVerdict(facts.get("verdict", "answered")),
        ),
    )


def assurances(stage: Stage, moment: Moment) -> None:
    """The three that the written statement of action names."""
    take_over_assurances(actor=moment.actor, at=moment.at, statement_ref=stage.statements[0].ref)


def weigh(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    add_weight(
        actor=moment.actor,
        at=moment.at,
        assurance_ref=_assurance_ref(moment),
        new=NewWeight(
            weighs=Weighs(facts["weighs"]),
            text=example(facts["text"]),
            dated_on=date.fromisoformat(facts["dated"]),
            line_ref=stage.line(facts["line"]).ref if "line" in facts else "",
        ),
    )


def assure(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    judge_assurance(
        actor=moment.actor,
        at=moment.at,
        assurance_ref=_assurance_ref(moment),
        assured=Assured(facts["assured"]),
        text=example(facts["text"]),
        judged_on=moment.on,
    )


def report(stage: Stage, moment: Moment) -> None:
    """Written and filed in one go."""
    facts = moment.facts
    ref, month = (
        workstream_ref(stage, facts["workstream"]),
        date.fromisoformat(f"{facts['month']}-01"),
    )
    draft = save_draft(
        actor=moment.actor,
        at=moment.at,
        workstream_ref=ref,
        month=month,
        expected_version=1,
        text=ReportText(
            assured=facts["assured"],
            assurance=example(facts["assurance"]),
            concerns=_said(facts["concerns"]),
            asks=_said(facts["asks"]),
        ),
    )
    file_report(
        actor=moment.actor,
        at=moment.at,
        workstream_ref=ref,
        month=month,
        expected_version=draft.version,
    )


def visit(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    made = plan_visit(
        actor=moment.actor,
        at=moment.at,
        details=VisitDetails(
            held_on=date.fromisoformat(facts["held_on"]),
            visitors=facts["visitors"],
            focus=example(facts["focus"]),
        ),
    )
    stage.remember("visit", facts["key"], made.ref)


def visit_paper(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    add_visit_paper(
        actor=moment.actor,
        at=moment.at,
        visit_ref=stage.ref("visit", facts["key"]),
        new=NewPaper(
            title=example(facts["title"]),
            upload=_upload(facts["file"]),
            why_late=example(facts["why"]) if "why" in facts else "",
        ),
    )


def visit_letter(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    file_visit_letter(
        actor=moment.actor,
        at=moment.at,
        visit_ref=stage.ref("visit", facts["key"]),
        upload=_upload(facts["file"]),
        letter_on=date.fromisoformat(facts["letter_on"]),
        outcome=example(facts["outcome"]),
    )


def freeze_visit(stage: Stage, moment: Moment) -> None:
    edition = freeze_visit_evidence(
        actor=moment.actor,
        at=moment.at,
        visit_ref=find(Visit, moment.actor, stage.ref("visit", moment.facts["key"])).ref,
        seen_number=0,
    )
    _make(edition, moment)


def pack(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    meeting = find(Meeting, moment.actor, stage.ref("meeting", facts["meeting"]))
    before = pack_of_meeting(moment.actor, meeting.ref)
    edition = freeze_board_pack(
        actor=moment.actor,
        at=moment.at,
        meeting_ref=meeting.ref,
        seen_number=before.last_number if before else 0,
        why=example(facts["why"]) if "why" in facts else "",
    )
    _make(edition, moment)


def upward(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    edition = freeze_upward_report(
        actor=moment.actor,
        at=moment.at,
        meeting_ref=stage.ref("meeting", facts["meeting"]),
        to_board_ref=stage.ref("board", facts["to"]),
        seen_number=0,
    )
    _make(edition, moment)


def item_ref(meeting: Meeting, facts: dict[str, Any]) -> str:
    """The item of the agenda by its place, from 1; empty when none is named."""
    if "item" not in facts:
        return ""
    items = meeting.items.filter(withdrawn_at=None).order_by("order", "id")
    return str(items[facts["item"] - 1].ref)


def paper(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    meeting = find(Meeting, moment.actor, stage.ref("meeting", facts["meeting"]))
    add_paper(
        actor=moment.actor,
        at=moment.at,
        meeting_ref=meeting.ref,
        new=NewMeetingPaper(
            title=example(facts["title"]),
            upload=_upload(facts["file"]),
            item_ref=item_ref(meeting, facts),
        ),
    )


def workstream_ref(stage: Stage, title: str) -> str:
    for statement in stage.statements:
        found = statement.workstreams.filter(title=title).first()
        if found is not None:
            return str(found.ref)
    raise NotInContentError(title)


def _make(edition: Any, moment: Moment) -> None:
    """The paper, made at once instead of by the background worker a moment later."""
    make_edition(edition_id=edition.pk, at=moment.at, progress=lambda done, total: None)


def _assurance_ref(moment: Moment) -> str:
    order: int = moment.facts["assurance"]
    for each in all_assurances(moment.actor):
        if each.order == order:
            return each.ref
    raise NotInContentError(f"assurance {order}")


def _figures(stage: Stage, moment: Moment) -> tuple[str, ...]:
    """The latest figure of a series, as the board knew it."""
    key = moment.facts.get("figure", "")
    if not key:
        return ()
    series = stage.ref("series", key)
    return tuple(f.ref for f in latest_figures(moment.actor) if f.series_ref == series)


def _said(words: str) -> str:
    return example(words) if words else ""


def _upload(name: str) -> Any:
    return ContentFile(content.document(name), name=name)
