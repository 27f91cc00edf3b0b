"""The verbs of the plan room, one module a subject; each one transaction with its ledger entry."""

from alongside.plan.operations.activities import add_activity
from alongside.plan.operations.dates import (
    ask_date_change,
    consent_to_date_change,
    refuse_date_change,
    withdraw_date_change,
)
from alongside.plan.operations.evidence import attach_evidence, withdraw_evidence
from alongside.plan.operations.judgements import (
    add_impact,
    answer_impact,
    link_impact,
    record_forum_view,
    record_judgement,
)
from alongside.plan.operations.leads import assign_lead, end_lead
from alongside.plan.operations.lines import add_line, link_outcome, reword_line, set_first_date
from alongside.plan.operations.milestones import (
    add_measure,
    add_milestone,
    complete_milestone,
    link_measure,
)
from alongside.plan.operations.questions import answer_question
from alongside.plan.operations.review_points import lower_review_points
from alongside.plan.operations.risks import assess_risk, close_risk, edit_risk, raise_risk
from alongside.plan.operations.statements import (
    add_weakness,
    create_statement,
    edit_statement,
    edit_weakness,
    set_accountable_partners,
)
from alongside.plan.operations.statuses import correct_status, record_status
from alongside.plan.operations.workstreams import (
    add_member,
    add_task,
    create_workstream,
    edit_workstream,
    end_member,
)

__all__ = [
    "add_activity",
    "add_impact",
    "add_line",
    "add_measure",
    "add_member",
    "add_milestone",
    "add_task",
    "add_weakness",
    "answer_impact",
    "answer_question",
    "ask_date_change",
    "assess_risk",
    "assign_lead",
    "attach_evidence",
    "close_risk",
    "complete_milestone",
    "consent_to_date_change",
    "correct_status",
    "create_statement",
    "create_workstream",
    "edit_risk",
    "edit_statement",
    "edit_weakness",
    "edit_workstream",
    "end_lead",
    "end_member",
    "link_impact",
    "link_measure",
    "link_outcome",
    "lower_review_points",
    "raise_risk",
    "record_forum_view",
    "record_judgement",
    "record_status",
    "refuse_date_change",
    "reword_line",
    "set_accountable_partners",
    "set_first_date",
    "withdraw_date_change",
    "withdraw_evidence",
]
