"""The days that letters give: of rights, and of what was due before the letter was written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from alongside.casework.rules.letters import starts_a_right
from alongside.casework.rules.letters_writing import write_letter
from alongside.kernel.dates import day_in_words
from tests.casework.letter_paths import MOTHER, OWN, PATHS, path_to
from tests.casework.written_letters import (
    BOOK,
    LAW,
    OWN_WORDS,
    due_at_end,
    every_letter,
    letter_of,
    material_of,
    words_of,
    written,
)

RIGHTS = (
    "You can appeal until",
    "mediation certificate",
    "contact the mediation adviser until",
    OWN["mediation_contact"],
    OWN["disagreement_contact"],
    OWN["support_contact"],
)


@pytest.mark.parametrize("kind", [kind for kind in PATHS if starts_a_right(kind, LAW.rules)])
def test_a_decision_that_can_be_appealed_carries_every_right_with_its_days(kind: str) -> None:
    letters = [each for each in due_at_end(kind) if each.recipient.key == f"contact:{MOTHER.ref}"]
    assert letters
    for due in letters:
        text = words_of(written(due, kind))
        assert [each for each in RIGHTS if each not in text] == []
        assert "First-tier Tribunal" in text


@pytest.mark.scenario(4)
def test_a_refusal_to_assess_gives_the_days_for_mediation_and_appeal() -> None:
    """Decided on 7 April 2025 and sent two days later: both run from 9 April."""
    letters = {each.recipient.key: each for each in due_at_end("decided_not_to_assess")}
    text = words_of(written(letters[f"contact:{MOTHER.ref}"], "decided_not_to_assess"))
    assert "You can appeal until 9 June 2025." in text
    assert "contact the mediation adviser until 9 June 2025." in text
    assert "The school meets the needs." in text
    assert "It may be necessary to make special educational provision under an EHC plan" in text


def test_the_letter_says_its_day() -> None:
    due = next(each for each in due_at_end("request_received"))
    assert f"Date: {day_in_words(date(2025, 3, 5))}" in words_of(written(due, "request_received"))


@pytest.mark.parametrize(
    ("kind", "code", "told"),
    [
        ("request_received", "request_acknowledged", "We had to tell you by 14 April 2025 whether"),
        ("review_meeting_arranged", "review_invitation", "was arranged for 4 May 2026"),
        ("review_meeting_arranged", "papers_asked", "The papers had to go round by 20 April 2026"),
        ("review_decided_amend", "review_amend", "They ended on 1 June 2026"),
        ("amendment_notice_sent", "amendment_notice", "By 13 July 2026 we had to send you"),
        ("move_became_known", "move_noted", "The law gave us until"),
        ("plan_transferred_in", "moved_in", "We had to review the EHC plan by"),
        ("mediation_wanted", "mediation_answer", "The meeting had to take place by 27 May 2025"),
        ("mediation_health_issue_raised", "mediation_health", "by 1 May 2025"),
        ("agreement_on_other_matters", "agreement_confirmed", "had to be done by 5 June 2025"),
        ("order_to_amend", "order_followed", "This had to be done by"),
    ],
)
def test_a_late_letter_says_which_day_has_passed_and_that_we_are_late(
    kind: str, code: str, told: str
) -> None:
    due = next(each for each in due_at_end(kind) if each.template.code == code)
    in_time, late = (words_of(written(due, kind, later=days)) for days in (2, 500))
    assert "we are late" not in in_time.casefold()
    assert "we are late" in late.casefold()
    assert told in late


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("order_to_maintain", "The EHC plan goes on. This counts at once, from 28 December 2025."),
        ("order_to_cease", "The EHC plan ends. This counts at once, from 28 December 2025."),
    ],
)
def test_what_counts_from_the_order_itself_is_never_late(kind: str, told: str) -> None:
    due = next(each for each in due_at_end(kind) if each.template.code == "order_followed")
    text = words_of(written(due, kind, later=40))
    assert told in text
    assert "we are late" not in text


def test_what_is_due_only_if_it_is_decided_so_is_not_called_late() -> None:
    due = next(
        each for each in due_at_end("order_to_assess") if each.template.code == "order_followed"
    )
    text = words_of(written(due, "order_to_assess", later=500))
    assert "tell you why. The last day for this was 20 August 2025." in text
    assert "send you the final one. This had to be done by 17 September 2025." in text


def test_what_was_done_meanwhile_is_neither_promised_nor_called_late() -> None:
    """The changes went out the day after the decision, in time; the letter of the decision comes later."""
    facts = path_to("amendment_notice_sent")
    due = next(
        each for each in due_at_end("review_decided_amend") if each.template.code == "review_amend"
    )
    material = replace(material_of(due, "review_decided_amend", later=60), facts=facts)
    text = words_of(write_letter(material, free_text=OWN_WORDS, book=BOOK))
    assert "4 weeks from the meeting" not in text
    assert "You have the final EHC plan by 27 July 2026." in text


@pytest.mark.parametrize(("kind", "whose", "name"), list(every_letter()))
def test_a_letter_that_is_written_late_promises_no_day_that_has_passed(
    kind: str, whose: str, name: str
) -> None:
    due, parties = letter_of(kind, whose, name)
    late = write_letter(material_of(due, kind, parties, 500), free_text=OWN_WORDS, book=BOOK)
    assert list(_broken(words_of(late), due.event.happened_on + timedelta(days=500))) == []


def _broken(text: str, dated_on: date) -> Iterator[str]:
    """The sentences that promise a day before that of the letter."""
    for sentence in re.split(r"(?<=[.?])\s", text):
        days = re.findall(r"\b(?:by|until|is on) (\d{1,2} [A-Z][a-z]+ \d{4})", sentence)
        is_past = any(datetime.strptime(day, "%d %B %Y").date() < dated_on for day in days)
        if is_past and not any(each in sentence for each in ("had to", "gave", "would have")):
            yield sentence
