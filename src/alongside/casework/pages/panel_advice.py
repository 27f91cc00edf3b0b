"""What panels advised on a case: one line for its page, and the words for whoever decides."""

from collections.abc import Iterator, Sequence

from alongside.casework.pages.panel_parts import without_words
from alongside.casework.queries.panel_values import PanelAdvice
from alongside.casework.queries.panels import advice_on
from alongside.casework.rules.panels import question_decided_by
from alongside.casework.words import QUESTIONS, advice_words
from alongside.kernel.actor import Actor
from alongside.web.writing import day, sentence


def panel_lines(found: Sequence[PanelAdvice]) -> Iterator[str]:
    for each in found:
        if each.advice is None:
            question = QUESTIONS[each.question]
            asked = f"{question[:1].lower()}{question[1:]}"
            yield f"On the agenda of “{each.panel}”, {day(each.meets_on)}: {asked}."
        else:
            yield _in_words(each)


def advised(actor: Actor, *, case_ref: str, kind: str) -> str:
    """What the latest panel advised on the question that an event of this kind decides; the officer may
    change the words. Empty for any other event. The caller has found the case as the actor.
    """
    question = question_decided_by(kind)
    if question is None:
        return ""
    found = advice_on(actor, case_ref=case_ref)
    given = [each for each in found if each.question is question and each.advice]
    return f"{_in_words(given[0])} {sentence(given[0].reasons)}" if given else ""


def _in_words(each: PanelAdvice) -> str:
    words = advice_words(each.question, each.advice) if each.advice else ""
    said = f"“{each.panel}” of {day(each.meets_on)} advised: {words[:1].lower()}{words[1:]}."
    if not each.is_recorded:
        return f"{said} It is not written down who was there."
    return f"{said} It met {without_words(each.without).lower()}." if each.without else said
