"""Answering what an import asked. Only a person's answer names a lead or a date; nothing is
guessed.
"""

from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people import queries as people
from alongside.people.finding import find, find_post
from alongside.people.partial_dates import closing, opening
from alongside.plan import perms
from alongside.plan.commands import QuestionAnswer
from alongside.plan.models import ImportQuestion, Lead, Line
from alongside.plan.operations.leads import assign_lead
from alongside.plan.operations.lines import set_first_date
from alongside.plan.rules.codes import Partner, QuestionField, WhichDate


@transaction.atomic
def answer_question(
    *, actor: Actor, at: datetime, question_ref: str, answer: QuestionAnswer
) -> ImportQuestion:
    """A post becomes the line's lead and a date its first date. A note alone says that neither
    is meant.
    """
    actor.check_may(perms.EDIT)
    question = find(ImportQuestion, actor, question_ref)
    _check_answer(question, answer)
    if answer.post_ref and question.line:
        _lead(actor, at, question.line, question, answer.post_ref)
    if answer.on is not None and question.line:
        _date(actor, at, question.line, question.about, answer.on)
    _keep(actor, at, question, answer)
    record(
        actor=actor,
        at=at,
        verb="plan.answer_question",
        subject="plan.question",
        subject_ref=question.ref,
        detail={
            "kind": question.kind,
            "post": answer.post_ref or None,
            "date": answer.on.iso if answer.on else None,
        },
    )
    return question


def _check_answer(question: ImportQuestion, answer: QuestionAnswer) -> None:
    if question.answered_at is not None:
        raise Refusal("This question has been answered already.")
    about_lead = question.about == QuestionField.LEAD
    if answer.post_ref and not about_lead:
        raise Refusal("This question is about a date. Give the date.", field="on")
    if answer.on is not None and about_lead:
        raise Refusal("This question is about a lead. Choose the post.", field="post")
    if not answer.post_ref and answer.on is None and not answer.note.strip():
        raise Refusal(
            "Choose the post." if about_lead else "Give the date.",
            field="post" if about_lead else "on",
        )


def _lead(actor: Actor, at: datetime, line: Line, question: ImportQuestion, post_ref: str) -> None:
    """Unless the post leads the line already, which another question may have brought about."""
    post = people.post(actor, post_ref)
    if Lead.objects.visible_to(actor).filter(line=line, post=post, lead_until=None).exists():
        return
    assign_lead(
        actor=actor,
        at=at,
        line_ref=line.ref,
        partner=Partner(question.partner or people.partner_of(post.organisation)),
        post_ref=post_ref,
    )


def _date(actor: Actor, at: datetime, line: Line, about: str, on: PartialDate) -> None:
    set_first_date(
        actor=actor,
        at=at,
        line_ref=line.ref,
        expected_version=line.version,
        which=WhichDate(about),
        new_date=on,
    )


def _keep(actor: Actor, at: datetime, question: ImportQuestion, answer: QuestionAnswer) -> None:
    column = opening if question.about == QuestionField.START else closing
    question.answered_at, question.answered_by_id = at, actor.person_id
    question.answer_post = find_post(actor, answer.post_ref)
    question.answer_on, question.answer_precision = column(answer.on)
    question.answer_note = answer.note.strip()
    question.save(
        update_fields=[
            "answered_at",
            "answered_by",
            "answer_post",
            "answer_on",
            "answer_precision",
            "answer_note",
        ]
    )
