"""The words that people read for each stored code of this room. Codes stay; words may change."""

from alongside.board.rules.codes import (
    AnswerVerdict,
    Assured,
    BasisKind,
    BoardKind,
    ChallengeKind,
    ItemKind,
    LetterRole,
    LineKind,
    LookBackVerdict,
    PackKind,
    PointKind,
    Presence,
    ProgressCode,
    SeatKind,
    Side,
    Voice,
    Weighs,
)
from alongside.board.rules.contribution import Group
from alongside.board.rules.reports import ReportState

BOARD_KINDS = {
    BoardKind.IMPROVEMENT: "Improvement board",
    BoardKind.HEALTH_AND_WELLBEING: "Health and wellbeing board",
    BoardKind.SCRUTINY: "Scrutiny committee",
    BoardKind.COUNCIL_EXECUTIVE: "Council executive",
    BoardKind.HEALTH_EXECUTIVE: "NHS executive",
    BoardKind.OTHER: "Another board",
}
LINE_KINDS = {
    LineKind.REPORTS: "reports to",
    LineKind.SCRUTINISED: "is scrutinised by",
}
SEAT_KINDS = {
    SeatKind.CHAIR: "Chair",
    SeatKind.VICE_CHAIR: "Vice chair",
    SeatKind.SCRUTINEER: "Independent scrutineer",
    SeatKind.MEMBER: "Member",
    SeatKind.ATTENDS: "Attends without being a member",
}
SIDES = {
    Side.EDUCATION: "Education",
    Side.HEALTH: "Health",
    Side.SOCIAL_CARE: "Social care",
    Side.FAMILIES: "Families",
    Side.OTHER: "Others",
}
GROUPS = {
    Group.EDUCATION: SIDES[Side.EDUCATION],
    Group.HEALTH: SIDES[Side.HEALTH],
    Group.SOCIAL_CARE: SIDES[Side.SOCIAL_CARE],
    Group.FAMILIES: SIDES[Side.FAMILIES],
    Group.COUNCIL: "Council, no service named",
    Group.OTHER: SIDES[Side.OTHER],
}
GROUPS_IN_SENTENCES = {Group.COUNCIL: "Council posts that name no service"}
"""Where the name does not read well inside a sentence."""
VOICES = {
    Voice.FORUM: "Parent carer forum",
    Voice.SENDIASS: "SENDIASS",
    Voice.ENGAGEMENT: "Engagement and communication officer",
}
ITEM_KINDS = {
    ItemKind.STANDING: "Standing item",
    ItemKind.REPORT: "Report",
    ItemKind.DECISION: "For decision",
    ItemKind.DISCUSSION: "For discussion",
}
PRESENCES = {
    Presence.ATTENDED: "Attended",
    Presence.DEPUTY: "Sent a deputy",
    Presence.APOLOGIES: "Sent apologies",
    Presence.ABSENT: "Did not attend, no apologies",
}
BASIS_KINDS = {
    BasisKind.FIGURE: "A figure",
    BasisKind.EVIDENCE: "Evidence in the action plan",
    BasisKind.DOCUMENT: "A document held elsewhere",
}
LOOK_BACK_VERDICTS = {
    LookBackVerdict.CHANGED: "Yes, it changed",
    LookBackVerdict.PARTLY: "Partly",
    LookBackVerdict.NOT_CHANGED: "No, it did not change",
}
CHALLENGE_KINDS = {
    ChallengeKind.CHALLENGE: "Challenge",
    ChallengeKind.RECOMMENDATION: "Recommendation of scrutiny",
}
ANSWER_VERDICTS = {
    AnswerVerdict.ANSWERED: "Answered",
    AnswerVerdict.ACCEPTED: "Accepted",
    AnswerVerdict.PARTLY: "Accepted in part",
    AnswerVerdict.NOT_ACCEPTED: "Not accepted",
}
ASSURED = {
    Assured.ASSURED: "Assured",
    Assured.PARTLY: "Partly assured",
    Assured.NOT_ASSURED: "Not assured",
}
ASSURED_COLOURS = {Assured.ASSURED: "green", Assured.PARTLY: "amber", Assured.NOT_ASSURED: "red"}
LEADS_NONE = "Leads none"
NOT_RECEIVED = "not received"
"""Of reports."""
NOT_ANSWERED = "not answered"
"""Of challenges."""
NO_REPORT = "No report received"
NO_REPORT_IN_TIME = "No report received in time"
REPORT_STATES = {
    ReportState.FILED: "Report received",
    ReportState.MISSING: NO_REPORT,
    ReportState.NOT_DUE: "Not due yet",
    ReportState.NOT_EXPECTED: "Not expected",
}
WEIGHS = {Weighs.FOR: "For", Weighs.AGAINST: "Against"}
POINT_KINDS = {
    PointKind.STRENGTH: "What has improved",
    PointKind.REMAINING: "What remains",
    PointKind.CAVEAT: "What to bear in mind",
}
LETTER_ROLES = {
    LetterRole.ADDRESSED_TO: "Addressed to",
    LetterRole.SIGNED_BY: "Signed by",
    LetterRole.OFFICIAL: "Named in the letter",
}
PROGRESS_CODES = {
    ProgressCode.SUFFICIENT: "Sufficient progress",
    ProgressCode.INSUFFICIENT: "Insufficient progress",
}
PROGRESS_COLOURS = {ProgressCode.SUFFICIENT: "green", ProgressCode.INSUFFICIENT: "red"}
PACK_KINDS = {
    PackKind.BOARD: "Board pack",
    PackKind.UPWARD: "Report to another board",
    PackKind.VISIT: "Evidence for a visit",
}
