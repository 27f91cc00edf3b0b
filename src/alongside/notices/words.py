"""The one catalogue of what a message may say, and the labels of this room.

A sentence is fixed but for a reference such as "2.1A", a day, a month or an answer, so no message
can hold a name or anything about a child: what is not in the catalogue cannot be told, and a
reference that could be words is left out. A room that has something new to tell adds its sentence
here.
"""

import re
from dataclasses import dataclass

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
FILLINGS = {
    "answer": re.compile("consented to|refused"),
    "day": re.compile(f"(?:[0-9]{{1,2}} )?(?:{_MONTHS}) [0-9]{{4}}"),
    "month": re.compile(f"(?:{_MONTHS}) [0-9]{{4}}"),
    "reference": re.compile(r"(?=.*[0-9])[0-9A-Za-z]{1,4}(?:[.\-/][0-9A-Za-z]{1,4}){0,5}"),
}
"""What may stand in a gap. A reference has a digit and no space, so it cannot be a name."""
UNNUMBERED = "a line of the action plan"

CATALOGUE = {
    "access.emergency_taken": "Somebody took emergency access. Please review it.",
    "advice.accepted": "Your advice was accepted.",
    "advice.asked": "You are asked for advice.",
    "advice.covered": "You cover a request for advice for a colleague.",
    "advice.covers_post": "You stand in for a colleague who is asked for advice.",
    "advice.due": "Advice that you were asked for is due: {day}.",
    "advice.early": "Health notified early of a child. Record its receipt.",
    "advice.evidence": "A family gave something of their own to read. Consider it.",
    "advice.escalated": "Advice that is waited for was brought to you.",
    "advice.handed_over": "A request for advice was handed over to you.",
    "advice.handed_over_all": "Requests for advice were handed over to you.",
    "advice.late": "Advice that you were asked for is late. It was due: {day}.",
    "advice.offered": "There is news of what social care offered to a family.",
    "advice.open_again": "A request for advice that had ended is open again.",
    "advice.redated": "The day on which a request for advice was received was corrected. "
    "It may be due on another day.",
    "advice.section_g_agreed": "The commissioning body agreed to section G of a case.",
    "advice.section_g_refused": "The commissioning body did not agree to section G of a case.",
    "advice.sent_back": "Your advice was sent back for amendment.",
    "advice.objected": "An adviser objects to how an EHC plan uses their advice.",
    "advice.objection_answered": "Your objection to how an EHC plan uses your advice was answered.",
    "advice.shared": "A request for advice was shared with you.",
    "advice.used": "An EHC plan uses your advice. Say whether it does so rightly.",
    "advice.withdrawn": "A request for advice was withdrawn.",
    "board.answered": "Your challenge {reference} was answered.",
    "board.challenge_due": "Your answer to {reference} is due: {day}.",
    "board.challenge_late": "Your answer to {reference} is late. It was due: {day}.",
    "board.challenged": "The board asks you to answer {reference}, by {day}.",
    "board.challenge_withdrawn": "No answer to {reference} is needed any more: it was withdrawn.",
    "board.follow_up_due": "A follow-up that you look after is due: {day}.",
    "board.follow_up_given": "The board asks you to follow something up, by {day}.",
    "board.follow_up_late": "A follow-up that you look after is late. It was due: {day}.",
    "board.found_good": "The answer to {reference} was found good.",
    "board.look_back": "The board looks back on {reference}, by {day}.",
    "board.meeting_cancelled": "The board meeting on {day} was cancelled.",
    "board.meeting_planned": "A board meeting is planned for {day}.",
    "board.minutes_signed": "The minutes of the board meeting on {day} were signed.",
    "board.evidence_issued": "The evidence for the visit on {day} was issued.",
    "board.evidence_reissued": "A new edition of the evidence for the visit on {day} was issued.",
    "board.pack_issued": "The pack for the board meeting on {day} was issued.",
    "board.pack_reissued": "A new edition of the pack for the board meeting on {day} was issued.",
    "board.papers_due": "Papers for the board meeting are due: {day}.",
    "board.recommended": "Scrutiny asks you to answer {reference}, by {day}.",
    "board.report_corrected": "An assurance report for {month} was corrected.",
    "board.report_due": "Your assurance report for {month} is due: {day}.",
    "board.report_corrected_on": "The report on part {reference} for {month} was corrected.",
    "board.report_filed": "An assurance report for {month} was filed.",
    "board.report_filed_on": "The report on part {reference} for {month} was filed.",
    "board.report_missing": "No assurance report for {month} was received from your workstream.",
    "board.report_not_received": "An assurance report for {month} was not received.",
    "board.upward_issued": "The report to another board after the meeting on {day} was issued.",
    "board.upward_reissued": "A new edition of the report to another board after the meeting on {day} "
    "was issued.",
    "board.visit_freezes": "The evidence for a visit freezes on {day}.",
    "casework.covered": "You cover a case for a colleague, until {day}.",
    "casework.covered_several": "You cover several cases for a colleague.",
    "casework.family_answered": "The council answered you.",
    "casework.family_changed": "Something changed in a case that you follow.",
    "casework.family_says_again": "A family says again that something is not settled.",
    "casework.family_waits": "A family waits for your answer in a case. It is due: {day}.",
    "casework.family_wrote": "A family wrote to you in a case.",
    "casework.given": "A case was given to you.",
    "casework.given_several": "Several cases were given to you.",
    "casework.panel_cancelled": "The panel on {day} does not meet.",
    "casework.panel_planned": "A panel on which you sit meets: {day}.",
    "casework.reminded": "Something in a case of yours is due: {day}.",
    "casework.reminded_late": "Something in a case of yours is late. It was due: {day}.",
    "casework.request_came": "A request for an assessment came in by the public page.",
    "casework.safety_alert": "Somebody is worried about a child’s safety. Please answer today.",
    "casework.safety_alert_answered": "Your worry about a child’s safety was answered.",
    "casework.school_asks": "A school asks for an assessment in a case that is with nobody yet.",
    "casework.school_sent": "A school sent something in a case that is with you.",
    "measures.limits_approved": "New limits of a measure’s chart were recorded as approved by you. "
    "If they were not, withdraw them.",
    "plan.date_change_answered": "The date change for {reference} was {answer}.",
    "plan.date_change_asked": "A date change for {reference} waits for your consent.",
    "plan.due": "The end date of {reference} is {day}.",
    "plan.evidence_withdrawn": "Evidence was withdrawn from {reference}.",
    "plan.impact_answered": "The board answered an impact of {reference}.",
    "plan.impact_viewed": "The forum answered an impact of {reference}.",
    "plan.judged": "The board recorded its judgement on {reference}.",
    "plan.lead_ended": "An end was recorded to your lead of {reference}.",
    "plan.lead_given": "You were named as a lead for {reference}.",
    "plan.milestone_due": "A milestone of {reference} is due: {day}.",
    "plan.milestone_overdue": "A milestone of {reference} is late. It was due: {day}.",
    "plan.no_status": "No status has been recorded for {reference} this month.",
    "plan.overdue": "The end date has passed for {reference}.",
    "plan.risk_due": "A risk or issue that you look after is due for review.",
    "plan.risk_given": "You were asked to look after a risk or issue.",
    "plan.viewed": "The forum recorded its view on {reference}.",
    "quality.audit_due": "An audit that you were given is due: {day}.",
    "quality.audit_late": "An audit that you were given is late. It was due: {day}.",
    "quality.assigned": "You are asked to audit something that was drawn.",
    "quality.graded": "Your work was audited. You may read how, and say what you think of it.",
    "quality.seat_ended": "An audit that you were given was taken back. You need do nothing more there.",
    "quality.may_know": "A family’s auditor may know a family. Talk with them, and decide who audits it.",
    "quality.cleared": "You may go on with an audit. You are asked once more whether you know the family.",
    "quality.consent_withdrawn": "A family no longer allows its copy without names to be read.",
    "quality.lesson": "A lesson from audits is yours to see to.",
    "quality.lesson_change": "A change for a lesson from audits is yours to make.",
    "quality.lesson_decided": "The board has decided on a lesson of yours.",
    "quality.put_right": "Something in a case of yours has to be put right, by {day}.",
    "quality.put_right_agree": "Somebody says that nothing is needed after a concern about safety. Please agree, or do not.",
    "quality.put_right_late": "Something in a case of yours is not put right yet. It was due: {day}.",
    "quality.sweep_done": "A sweep over EHC plans is done. What it found waits for you to judge.",
    "quality.urgent": "An auditor raised an urgent concern in a case of yours. Please see to it today.",
}

AT_ONCE, DAILY, IN_APP = "at_once", "daily", "in_app"
DELIVERY_WORDS = {
    AT_ONCE: "By e-mail, as soon as something changes",
    DAILY: "By one e-mail a day, in the morning",
    IN_APP: "Only here, without e-mail",
}


class UnknownSentenceError(ValueError):
    """A message was about to say something that is not in the catalogue."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A sentence of the catalogue, safe to keep and to show."""

    code: str
    sentence: str


def understand(sentence: str) -> Understood:
    """Find the sentence in the catalogue; a reference that could be words is left out.

    Raises UnknownSentenceError when the sentence is none of the catalogue's.

    >>> understand("The board recorded its judgement on 2.1A.").sentence
    'The board recorded its judgement on 2.1A.'
    >>> understand("The board recorded its judgement on Ann Example.").sentence
    'The board recorded its judgement on a line of the action plan.'
    """
    for code, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(sentence):
            return Understood(code, CATALOGUE[code].format(**_checked(found.groupdict())))
    raise UnknownSentenceError("This sentence is not in the catalogue of messages.")


def _checked(fillings: dict[str, str]) -> dict[str, str]:
    checked = {}
    for name, filling in fillings.items():
        if FILLINGS[name].fullmatch(filling):
            checked[name] = filling
        elif name == "reference":
            checked[name] = UNNUMBERED
        else:
            raise UnknownSentenceError(f"A message may not give this {name}.")
    return checked


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.{1,80})", re.escape(sentence)), re.S)


_PATTERNS = {code: _pattern(sentence) for code, sentence in CATALOGUE.items()}
