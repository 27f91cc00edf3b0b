"""The tables of appeal rates that HMCTS and DfE publish, by the two ways of counting decisions."""

from alongside.exchange.releases.layouts import TableLayout, Timing, count, share

REGISTERED, DECISIONS, RATE = (
    "appeals_registered",
    "total_appealable_decisions",
    "appeal_rate_pc",
)
APPEALS = TableLayout(
    "send_appeal_rate",
    Timing.CALENDAR_YEAR,
    (
        count("appeals_registered", "appeals registered with the SEND Tribunal", REGISTERED),
        share("appeal_rate_to_2024", "appeals for each appealable decision, the way to 2024",
              REGISTERED, DECISIONS, RATE),
    ),
    topic="", breakdown="",
)  # fmt: skip
APPEALS_REVISED = TableLayout(
    "send_appeal_rate_revised",
    Timing.CALENDAR_YEAR,
    (
        count("appeals_registered", "appeals registered with the SEND Tribunal", REGISTERED),
        share("appeal_rate_revised",
              "appeals for each appealable decision, annual reviews counted where decided",
              REGISTERED, DECISIONS, RATE),
    ),
    topic="", breakdown="",
)  # fmt: skip
