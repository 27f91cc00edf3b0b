"""Who may audit, moderate, put right and decide on lessons. The role table in ``access`` names these.

Whoever marks never chooses the sample, and whoever leads a round marks nothing in it. ``RESULTS`` opens
rates and lessons, and no child's record.
"""

LEAD = "quality.lead"
AUDIT = "quality.audit"
AUDIT_FAMILY = "quality.audit_family"
RESULTS = "quality.results"
DECIDE = "quality.decide"
JUDGE_HEALTH = "quality.judge_health"
JUDGE_SOCIAL_CARE = "quality.judge_social_care"
PUT_RIGHT = "quality.put_right"
COMMENT = "quality.comment"
CONSENT = "quality.consent"
WORK = "quality.work"

MEANINGS = {
    LEAD: "Set up rounds of audits, draw samples, record moderation, look through redacted copies, keep lessons.",
    AUDIT: "Mark what was drawn and given to one, and see the results.",
    AUDIT_FAMILY: "Mark copies without names, of families who allowed it.",
    RESULTS: "See the rates of audits, and the lessons. No child’s record opens.",
    DECIDE: "Decide for the board whether what a lesson changed is kept, changed or dropped.",
    JUDGE_HEALTH: "Say whether the health advice in an EHC plan is appropriate.",
    JUDGE_SOCIAL_CARE: "Say whether what an EHC plan says of social care is appropriate.",
    PUT_RIGHT: "See to what has to be put right in the cases that one may read.",
    COMMENT: "Read how one’s own work was marked, and say what one thinks of it.",
    CONSENT: "Record that a family allows, or no longer allows, copies without names.",
    WORK: "Run sweeps and compare lessons. Only the worker may.",
}
SYSTEM_ONLY = frozenset({WORK})
"""Permissions that no role holds."""
JUDGES = (JUDGE_HEALTH, JUDGE_SOCIAL_CARE)
READS_RESULTS = (LEAD, AUDIT, RESULTS)
