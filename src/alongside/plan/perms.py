"""Who may read and change the action plan. The role table in ``access`` names these."""

VIEW = "plan.view"
RECORD_STATUS = "plan.record_status"
EDIT = "plan.edit"
CONSENT = "plan.consent"
JUDGE = "plan.judge"
FORUM_VIEW = "plan.forum_view"
IMPORT = "plan.import"
RISKS = "plan.risks"

MEANINGS = {
    VIEW: "Read the action plan, its history, its evidence and its risks.",
    RECORD_STATUS: "Record how far an outcome or action has got, with evidence.",
    EDIT: (
        "Change the action plan: its lines, leads, milestones, measures, workstreams and evidence."
    ),
    CONSENT: "Consent to a change of a promised date, or refuse it.",
    JUDGE: "Record what the board judged of a line or an impact.",
    FORUM_VIEW: "Record how the parent carer forum sees a line or an impact.",
    IMPORT: "Import an action plan from a file.",
    RISKS: "Raise, assess and close risks and issues.",
}
