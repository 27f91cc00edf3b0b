"""For each kind of event that a letter follows: a lawful path of events that ends with it, as facts.

Days are counted from the request; every name is invented.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from alongside.casework.rules.folding import CaseFact
from alongside.casework.rules.letters import Parties, Someone

BEGAN = date(2025, 3, 3)
REASONS = {"reasons": "The school meets the needs.\nIt said so on 10 March 2025."}
REQUEST = ((0, "request_received", {"asker": "1"}),)
ASSESSED = (*REQUEST, (30, "decided_to_assess", {}))
DRAFTED = (*ASSESSED, (90, "decided_to_issue", {}), (98, "draft_sent", {}))
PLAN = (*DRAFTED, (99, "draft_served", {}), (130, "final_plan_sent", {}))
ARRANGED = (*PLAN, (400, "review_meeting_arranged", {"for_on": "2026-05-04"}))
HELD = (*ARRANGED, (427, "review_held", {}))
CHANGING = (*HELD, (440, "review_decided_amend", {}), (441, "amendment_notice_sent", {}))
REFUSED = (*REQUEST, (35, "decided_not_to_assess", {**REASONS, "limbs": ["may_need_plan"]}))
MEDIATING = (*REFUSED, (50, "mediation_contacted", {}), (55, "mediation_wanted", {}))
BUDGET = (*PLAN, (150, "budget_requested", {}))
BUDGET_REFUSED = (*BUDGET, (160, "budget_refused", REASONS))
BUDGET_AGAIN = (*BUDGET_REFUSED, (170, "budget_review_asked", {}))
CEASING = (*PLAN, (300, "cease_considered", {}))
ORDERS_OF_A_PLAN = (
    "order_to_cease", "order_to_amend", "agreement_to_amend", "order_to_name_school",
    "agreement_to_name_school", "order_to_maintain", "order_to_maintain_and_amend",
    "unopposed_on_content", "unopposed_on_school", "unopposed_on_school_and_content",
    "unopposed_on_ceasing", "unopposed_on_ceasing_and_amending",
)  # fmt: skip
ORDERS_BEFORE_A_PLAN = (
    "order_to_assess", "agreement_to_assess", "order_to_make_plan", "agreement_to_make_plan",
    "order_to_reconsider", "unopposed_on_assessing", "unopposed_on_making_plan",
)  # fmt: skip
Step = tuple[int, str, dict[str, Any]]
PATHS: dict[str, tuple[Step, ...]] = {
    "request_received": REQUEST,
    "brought_to_attention": ((0, "brought_to_attention", {"asker": "3"}),),
    "request_withdrawn": (*REQUEST, (9, "request_withdrawn", {})),
    "moved_during_assessment": (*ASSESSED, (60, "moved_during_assessment", {})),
    "decided_to_assess": ASSESSED,
    "decided_not_to_assess": REFUSED,
    "advice_request_received": (
        *ASSESSED,
        (31, "advice_request_sent", {"body": "health"}),
        (32, "advice_request_received", {"body": "health"}),
    ),
    "decided_no_plan": (*ASSESSED, (100, "decided_no_plan", REASONS)),
    "decided_to_issue": (*ASSESSED, (90, "decided_to_issue", {})),
    "draft_sent": DRAFTED,
    "representations_received": (*DRAFTED, (105, "representations_received", {})),
    "institution_consulted": (*DRAFTED, (99, "institution_consulted", {"body": "Ashfield School"})),
    "institution_replied": (
        *DRAFTED,
        (99, "institution_consulted", {"body": "Ashfield School"}),
        (110, "institution_replied", {"body": "Ashfield School"}),
    ),
    "final_plan_sent": PLAN,
    "phase_transfer_expected": (*PLAN, (200, "phase_transfer_expected", {"for_on": "2026-09-01"})),
    "post16_transfer_expected": (*PLAN, (200, "post16_transfer_expected", {"for_on": "2026-09-01"})),
    "between_post16_transfer_expected": (
        *PLAN, (200, "between_post16_transfer_expected", {"for_on": "2026-09-01"}),
    ),
    "next_setting_named": (
        *PLAN,
        (200, "phase_transfer_expected", {"for_on": "2026-09-01"}),
        (300, "next_setting_named", {}),
    ),
    "review_meeting_arranged": ARRANGED,
    "review_held": HELD,
    "review_decided_maintain": (*HELD, (440, "review_decided_maintain", {})),
    "review_decided_amend": (*HELD, (440, "review_decided_amend", REASONS)),
    "review_decided_cease": (*HELD, (440, "review_decided_cease", REASONS)),
    "adhoc_amendment_notice_sent": (*PLAN, (200, "adhoc_amendment_notice_sent", {})),
    "amendment_notice_sent": CHANGING,
    "amended_plan_sent": (*CHANGING, (490, "amended_plan_sent", {})),
    "budget_requested": BUDGET,
    "budget_agreed": (*BUDGET, (160, "budget_agreed", {})),
    "budget_refused": BUDGET_REFUSED,
    "budget_review_asked": BUDGET_AGAIN,
    "budget_refusal_confirmed": (*BUDGET_AGAIN, (200, "budget_refusal_confirmed", REASONS)),
    "budget_refusal_changed": (*BUDGET_AGAIN, (200, "budget_refusal_changed", {})),
    "decided_not_to_amend": (*CHANGING, (490, "decided_not_to_amend", REASONS)),
    "reassessment_requested": (*PLAN, (400, "reassessment_requested", {})),
    "decided_to_reassess": (
        *PLAN, (400, "reassessment_requested", {}), (410, "decided_to_reassess", {}),
    ),
    "reassessment_begun_by_authority": (*PLAN, (400, "reassessment_begun_by_authority", {})),
    "decided_not_to_reassess": (
        *PLAN, (400, "reassessment_requested", {}), (410, "decided_not_to_reassess", REASONS),
    ),
    "move_became_known": (*PLAN, (200, "move_became_known", {"for_on": "2025-10-01"})),
    "plan_transferred_out": (
        *PLAN, (200, "move_became_known", {"for_on": "2025-10-01"}), (212, "plan_transferred_out", {}),
    ),
    "plan_transferred_in": ((0, "plan_transferred_in", {}),),
    "other_school_arranged": (
        (0, "plan_transferred_in", {}),
        (9, "school_not_practicable", {}),
        (12, "other_school_arranged", {}),
    ),
    "cease_considered": CEASING,
    "decided_to_cease": (*CEASING, (330, "decided_to_cease", REASONS)),
    "plan_ceased": (*CEASING, (330, "decided_to_cease", REASONS), (400, "plan_ceased", {})),
    "mediation_wanted": MEDIATING,
    "mediation_health_issue_raised": (*MEDIATING, (56, "mediation_health_issue_raised", {})),
    "mediation_cannot_be_arranged": (*MEDIATING, (80, "mediation_cannot_be_arranged", {})),
    "agreement_on_other_matters": (*MEDIATING, (80, "agreement_on_other_matters", {})),
    "agreement_carried_out": (
        *MEDIATING, (80, "agreement_on_other_matters", {}), (90, "agreement_carried_out", {}),
    ),
    "recommendation_made": (*PLAN, (150, "appeal_lodged", {}), (300, "recommendation_made", {})),
    "recommendation_answered": (
        *PLAN,
        (150, "appeal_lodged", {}),
        (300, "recommendation_made", {}),
        (320, "recommendation_answered", {"body": "health"}),
    ),
    "reconsidered": (*REFUSED, (100, "order_to_reconsider", {}), (110, "reconsidered", {})),
    "maintaining_confirmed": (*PLAN, (300, "order_to_maintain", {}), (301, "maintaining_confirmed", {})),
    "exception_relied_on": (
        *REQUEST,
        (50, "exception_relied_on", {
            "ground": "EXC-C", "because": "A grandparent died.", "evidence": "A letter",
            "authorised_by": "The head of SEND", "until": "2025-05-01",
        }),
    ),
    **{kind: (*PLAN, (300, kind, {})) for kind in ORDERS_OF_A_PLAN},
    **{kind: (*REFUSED, (100, kind, {})) for kind in ORDERS_BEFORE_A_PLAN},
}  # fmt: skip


def path_to(kind: str) -> tuple[CaseFact, ...]:
    return tuple(_facts(PATHS[kind]))


def _facts(steps: tuple[Step, ...]) -> Iterator[CaseFact]:
    for number, (days, kind, body) in enumerate(steps, start=1):
        happened_on = BEGAN + timedelta(days=days)
        yield CaseFact(ref=f"e{number:02}", kind=kind, happened_on=happened_on, body=body)


MOTHER = Someone(
    ref="mother",
    name="Mo Testly",
    has_responsibility=True,
    address="7 Alder Row\nYork YO1 0AA",
    email="mo@example.org",
    phone="01632 960001",
)
FATHER = Someone(
    ref="father",
    name="Fred Testly",
    has_responsibility=True,
    address="9 Birch Lane\nLeeds LS1 0BB",
    email="fred@example.org",
    restriction="He must not learn where they live or which school it is.",
)
AUNT = Someone(ref="aunt", name="Ann Testly", has_responsibility=False)
CHILD = Parties(
    child="Ada Testly",
    known_as="",
    born_on=date(2014, 5, 1),
    contacts=(MOTHER, FATHER, AUNT),
    addresses=("7 Alder Row\nYork YO1 0AA",),
    places=("Ashfield Primary School",),
    setting="Ashfield Primary School",
    commissioner="The health commissioner of the tests",
    social_care="Social care of the tests",
)
GROWN = Parties(
    child="Yan Testly",
    known_as="Yanni",
    born_on=date(2008, 5, 1),
    addresses=("7 Alder Row\nYork YO1 0AA",),
    setting="Ashfield College",
    commissioner=CHILD.commissioner,
    social_care=CHILD.social_care,
)
OWN = {
    "council": "Council of the tests",
    "council_contact": "the SEND team, send@example.org, 01632 960100",
    "mediation_contact": "Mediation of the tests, 01632 960200",
    "disagreement_contact": "Disagreement service of the tests, 01632 960300",
    "support_contact": "Support service of the tests, 01632 960400",
    "complaints_contact": "complaints@example.org",
    "local_offer": "www.example.org/local-offer",
    "commissioner": CHILD.commissioner,
    "social_care": CHILD.social_care,
}
