"""Who may ask for advice, give it, and look after a side of it. The role table in ``access`` names these.

``ANSWER`` opens only what is with a post that the person holds or covers for. ``ASK`` opens what was
asked for cases that the person may read. Nobody reads advice for having a high office.
"""

from alongside.advice.rules.codes import Side

ASK = "advice.ask"
ANSWER = "advice.answer"
OVERSEE_HEALTH = "advice.oversee_health"
OVERSEE_SOCIAL_CARE = "advice.oversee_social_care"
OVERSEE_EDUCATION = "advice.oversee_education"
PROVIDER = "advice.provider"
EXCHANGE = "advice.exchange"
NOTIFY = "advice.notify_early"
RECORD_EARLY = "advice.record_early"

MEANINGS = {
    ASK: "Ask for advice in a case that one may read, chase it, and enter what came by e-mail or post.",
    ANSWER: "Read the requests for advice that are with a post one holds, and answer them.",
    OVERSEE_HEALTH: "Look after health advice in the area: share requests, check what was given.",
    OVERSEE_SOCIAL_CARE: "Look after social care advice in the area, and check it.",
    OVERSEE_EDUCATION: "Look after advice from education and others in the area, and check it.",
    PROVIDER: "See how the advice of one’s own organisation stands, without a child’s name or a word of it.",
    NOTIFY: "Notify the authority early of a child under compulsory school age (section 23).",
    RECORD_EARLY: "Record the receipt of early notifications, and decide what each says.",
    EXCHANGE: "Send and take messages about the requests that an organisation was asked. Only a system may.",
}
OVERSEES = {
    Side.HEALTH: OVERSEE_HEALTH,
    Side.SOCIAL_CARE: OVERSEE_SOCIAL_CARE,
    Side.EDUCATION: OVERSEE_EDUCATION,
    Side.OTHER: OVERSEE_EDUCATION,
}
OVERSEERS = (OVERSEE_HEALTH, OVERSEE_SOCIAL_CARE, OVERSEE_EDUCATION)
EARLY = (NOTIFY, RECORD_EARLY)
SEES = (ASK, ANSWER, *OVERSEERS)
SYSTEM_ONLY = frozenset({EXCHANGE})
"""Permissions that no role holds."""
