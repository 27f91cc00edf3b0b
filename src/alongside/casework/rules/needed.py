"""What has to be recorded first. Whether something is refused for the want of it is decided in ``steps``."""

from collections.abc import Mapping

_ASKED = ("request_received", "brought_to_attention")
ASKED_AGAIN = ("reassessment_requested", "reassessment_begun_by_authority")
_TO_ASSESS = (
    "order_to_assess",
    "agreement_to_assess",
    "unopposed_on_assessing",
    "order_to_reconsider",
)
_TO_MAKE = (
    "order_to_make_plan",
    "agreement_to_make_plan",
    "unopposed_on_making_plan",
)
TO_AMEND = (
    "order_to_amend",
    "agreement_to_amend",
    "order_to_name_school",
    "agreement_to_name_school",
    "order_to_maintain_and_amend",
    "unopposed_on_content",
    "unopposed_on_school",
    "unopposed_on_school_and_content",
    "unopposed_on_ceasing_and_amending",
)
"""What is ordered or agreed so is not proposed to the family first."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "decided_to_assess": (*_ASKED, *_TO_ASSESS),
    "decided_not_to_assess": _ASKED,
    "decided_to_reassess": (*ASKED_AGAIN, *_TO_ASSESS),
    "decided_not_to_reassess": ASKED_AGAIN,
    "decided_not_to_amend": (
        "amendment_notice_sent",
        "amendment_notice_served",
        "adhoc_amendment_notice_sent",
    ),
    "advice_request_sent": ("decided_to_assess", "decided_to_reassess"),
    "decided_to_issue": ("decided_to_assess", *_TO_MAKE, "order_to_reconsider"),
    "decided_no_plan": ("decided_to_assess",),
    "draft_sent": ("decided_to_issue", "decided_to_reassess", *_TO_MAKE),
    "draft_served": ("draft_sent",),
    "final_plan_sent": ("draft_sent", "draft_served", "decided_to_reassess"),
    "advice_request_received": ("advice_request_sent",),
    "advice_returned": ("advice_request_sent",),
    "advice_declined": ("advice_request_received",),
    "advice_request_withdrawn": ("advice_request_sent",),
    "advice_accepted": ("advice_request_sent",),
    "advice_allocated": ("advice_request_sent",),
    "appointment_missed": ("advice_request_sent",),
    "advice_quality_checked": ("advice_returned",),
    "institution_consulted": ("draft_sent", "draft_served", "amendment_notice_sent"),
    "institution_replied": ("institution_consulted",),
    "review_report_received": ("review_held",),
    "review_decided_maintain": ("review_held",),
    "review_decided_amend": ("review_held",),
    "review_decided_cease": ("review_held",),
    "amendment_notice_sent": ("review_decided_amend",),
    "amended_plan_sent": (
        "amendment_notice_sent",
        "amendment_notice_served",
        "adhoc_amendment_notice_sent",
        *TO_AMEND,
    ),
    "plan_ceased": ("decided_to_cease", "review_decided_cease"),
    "reconsidered": ("order_to_reconsider",),
    "maintaining_confirmed": ("order_to_maintain", "unopposed_on_ceasing"),
    "recommendation_made": ("appeal_lodged",),
    "budget_requested": (
        "decided_to_issue",
        "decided_to_reassess",
        "final_plan_sent",
        "earlier_plan_recorded",
        "plan_transferred_in",
    ),
    "budget_agreed": ("budget_requested",),
    "budget_refused": ("budget_requested",),
    "budget_review_asked": ("budget_refused",),
    "budget_refusal_confirmed": ("budget_review_asked",),
    "budget_refusal_changed": ("budget_review_asked",),
}
"""Before the first can be recorded, one of the others has to be."""
