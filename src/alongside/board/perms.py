"""Who may read and do the board's work. The role table in ``access`` names these."""

VIEW = "board.view"
PACKS = "board.packs"
VISITS = "board.visits"
RUN = "board.run"
SIGN = "board.sign"
CHALLENGE = "board.challenge"
RECOMMEND = "board.recommend"
ANSWER = "board.answer"
REPORT = "board.report"

MEANINGS = {
    VIEW: "Read the board’s meetings, reports, challenges, decisions and what it says of itself.",
    PACKS: "Read the packs that the board has issued, and scrutiny’s recommendations.",
    VISITS: (
        "Read the support and challenge visits: their evidence, what came late, and the outcome "
        "letters."
    ),
    RUN: (
        "Run the board’s business: boards and seats, meetings, agenda, attendance, minutes, "
        "decisions, visits, and freezing and issuing packs."
    ),
    SIGN: "Sign the minutes of a meeting, and say what the board assures itself of.",
    CHALLENGE: "Challenge somebody to answer the board by a day.",
    RECOMMEND: "Record a recommendation of scrutiny to the board.",
    ANSWER: (
        "Answer a challenge or recommendation, or record a follow-up as done, for a post one holds."
    ),
    REPORT: (
        "Write and file the monthly assurance report of a workstream one answers for; and for its "
        "officer, by those who also run the board’s business."
    ),
}
SEES_VISITS = (VIEW, VISITS)
"""Whoever reads the board's work reads its visits."""
READS_LETTERS = (VIEW, VISITS, PACKS)
"""The letter of a revisit is published, so whoever reads what the board gives out reads it too."""
