"""What auditors answered, side by side: what differs first, and the rest behind one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.kernel.actor import Actor
from alongside.quality.pages.trail import at
from alongside.quality.queries.values import Answers, ItemPage, Said
from alongside.quality.rules.codes import Scale
from alongside.quality.words import SEATS, mark_words
from alongside.web.components import Door
from alongside.web.writing import counted

BOTH, ONE, FAMILY = (
    "What the auditors answered",
    "What was answered",
    "What a family’s auditor answered",
)


@dataclass(frozen=True, slots=True)
class SaidShown:
    who: str
    mark: str
    words: str
    files: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class AnswerShown:
    title: str
    said: tuple[SaidShown, ...]


@dataclass(frozen=True, slots=True)
class AnswersShown:
    """``apart`` stands open. ``alike`` stands behind ``alike_words``."""

    title: str
    intro: str
    apart: tuple[AnswerShown, ...]
    alike: tuple[AnswerShown, ...]
    alike_words: str


def answers_shown(actor: Actor, found: ItemPage) -> tuple[AnswersShown, ...]:
    """For whoever leads: nothing before both have handed in."""
    groups = ((found.answers, ""), (found.family_answers, FAMILY))
    return tuple(group_shown(actor, rows, title=title) for rows, title in groups if rows)


def group_shown(actor: Actor, rows: Sequence[Answers], *, title: str = "") -> AnswersShown:
    """``rows`` are of the same auditors, and there is at least one."""
    apart = [each for each in rows if each.differs]
    alike = [each for each in rows if not each.differs]
    is_pair = len(rows[0].said) > 1
    return AnswersShown(
        title=title or (BOTH if is_pair else ONE),
        intro=_intro(len(apart), len(rows)) if is_pair else "",
        apart=tuple(_shown(actor, each) for each in apart),
        alike=tuple(_shown(actor, each) for each in alike),
        alike_words=_alike(len(alike), is_pair=is_pair),
    )


def _intro(apart: int, asked: int) -> str:
    if not apart:
        return "Both gave the same answer to every question."
    return f"They differ on {apart} of {counted(asked, 'question')}. These stand first."


def _alike(count: int, *, is_pair: bool) -> str:
    asked = counted(count, "question")
    return f"{asked} with the same answer from both" if is_pair else f"{asked} and answers"


def _shown(actor: Actor, each: Answers) -> AnswerShown:
    question = each.question
    return AnswerShown(
        title=f"{question.code}. {question.asks}",
        said=tuple(_said(actor, question.scale, one) for one in each.said),
    )


def _said(actor: Actor, scale: Scale, one: Said) -> SaidShown:
    return SaidShown(
        who=SEATS[one.seat],
        mark=mark_words(scale, one.mark) or "Not answered",
        words=one.words,
        files=tuple(
            Door(f"{each.name}: {each.about}", at(actor, "evidence", each.ref))
            for each in one.files
        ),
    )
