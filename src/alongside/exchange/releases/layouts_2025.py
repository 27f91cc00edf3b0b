"""The tables of DfE's education, health and care plans releases since 2023, and what 2026 changed.

Codes of indicators are ours and stay; a figure that is counted in another way gets another code.
Where the heading ends in the year (``review_expected_2025``) the column here is without it.
"""

from alongside.exchange.releases.layouts import (
    Indicator,
    Sum,
    TableLayout,
    Timing,
    Unit,
    count,
    share,
    total_of,
)
from alongside.exchange.releases.layouts_placement import (
    NEED_SUM,
    placement_sums,
    placements,
    primary_needs,
)

_YEAR = Timing.CALENDAR_YEAR
_JANUARY = Timing.JANUARY_CENSUS
_RECEIVED = "requests_received_in_year"
_WITHIN = "request_outcome_six_weeks+request_outcome_over_6_weeks"

REQUESTS = TableLayout(
    "requests",
    _YEAR,
    (
        count("requests", "requests for an assessment", _RECEIVED),
        count("requests_from_youth_accommodation", "requests from relevant youth accommodation",
              "requests_rya"),
        share("requests_agreed", "requests where an assessment was agreed",
              "requests_decided_to_assess", _RECEIVED, "request_assess_pc"),
        share("requests_refused", "requests where an assessment was refused",
              "requests_decided_not_to_assess", _RECEIVED, "request_not_assess_pc"),
        share("requests_undecided", "requests not yet decided",
              "requests_decision_not_made", _RECEIVED, "request_outstanding_pc"),
        share("requests_withdrawn", "requests withdrawn",
              "requests_withdrawn", _RECEIVED, "request_withdrawn_pc"),
        share("requests_decided_within_six_weeks", "requests decided within six weeks",
              "request_outcome_six_weeks", _WITHIN, "request_outcome_six_weeks_pc"),
        share("requests_decided_after_six_weeks", "requests decided after six weeks",
              "request_outcome_over_6_weeks", _WITHIN, "request_outcome_over_6_weeks_pc"),
        count("requests_with_mediation", "requests with mediation", "mediation_related_request"),
        count("requests_with_tribunal", "requests with an appeal", "tribunal_related_request"),
        count("requests_with_tribunal_after_mediation", "requests with an appeal after mediation",
              "tribunal_after_mediation_request"),
    ),
    sums=(
        total_of(_RECEIVED, "requests_decided_to_assess requests_decided_not_to_assess "
                 "requests_decision_not_made requests_withdrawn"),
    ),
    total_topics=("All requests for EHC needs assessments",
                  "All requests for an EHC needs assessment"),
)  # fmt: skip

_ASSESSED = "assess_in_year"
_REFUSED_IN = "outcome_decision_within_time+outcome_decision_over_time"

ASSESSMENTS = TableLayout(
    "assessments",
    _YEAR,
    (
        count("assessments", "assessments", _ASSESSED),
        share("assessments_plan_issued", "assessments where a plan was issued",
              "assess_issued", _ASSESSED, "assess_issued_pc"),
        share("assessments_plan_refused", "assessments where it was decided not to issue a plan",
              "assess_not_issued", _ASSESSED, "assess_not_issued_pc"),
        share("assessments_undecided", "assessments not yet decided",
              "assess_not_made", _ASSESSED, "assess_not_made_pc"),
        share("assessments_withdrawn", "assessments withdrawn",
              "assess_withdrawn", _ASSESSED, "assess_withdrawn_pc"),
        share("plan_refusals_within_16_weeks", "refusals of a plan within 16 weeks",
              "outcome_decision_within_time", _REFUSED_IN, "outcome_decision_within_time_pc"),
        share("plan_refusals_after_16_weeks", "refusals of a plan after 16 weeks",
              "outcome_decision_over_time", _REFUSED_IN, "outcome_decision_over_time_pc"),
        count("assessments_with_mediation", "mediations about an assessment’s outcome",
              "number_assess_mediation"),
        count("assessments_with_tribunal", "appeals about an assessment’s outcome",
              "number_assess_tribunal"),
        count("assessments_with_tribunal_after_mediation",
              "appeals after mediation about an assessment’s outcome",
              "number_asssess_mediation_tribunal"),
        count("assessments_with_other_mediation", "mediations for other reasons",
              "number_other_mediation"),
        count("assessments_with_other_tribunal", "appeals for other reasons",
              "number_other_tribunal"),
        count("assessments_with_other_tribunal_after_mediation",
              "appeals after mediation for other reasons", "number_other_mediation_tribunal"),
    ),
    sums=(
        total_of(_ASSESSED, "assess_issued assess_not_issued assess_not_made assess_withdrawn"),
        total_of("assess_not_issued", "outcome_decision_within_time outcome_decision_over_time"),
    ),
    total_topics=("All EHC needs assessments",),
)  # fmt: skip

_ALL = "plans_issued_den"
_UNEXCEPTED = "plans_issued_den_ex"
_LATE, _LATEST = "plans_issued_gt20weeks_ltyear", "plans_issued_gt_1_year"


_TIMELY = (
    count("plans_issued_including_exceptions", "plans issued", _ALL),
    count("plans_issued_excluding_exceptions", "plans issued, without exceptions", _UNEXCEPTED),
    share("plans_issued_within_20_weeks_including_exceptions", "plans issued within 20 weeks",
          "plans_issued_within_20_weeks", _ALL, "pc_plans_issued_within_20_weeks"),
    share("plans_issued_within_20_weeks_excluding_exceptions",
          "plans issued within 20 weeks, without exceptions",
          "plans_issued_20_weeks_ex", _UNEXCEPTED, "pc_plans_issued_20_weeks_ex"),
    share("plans_issued_in_20_to_52_weeks_including_exceptions",
          "plans issued after 20 and within 52 weeks", _LATE, _ALL, f"pc_{_LATE}"),
    share("plans_issued_in_20_to_52_weeks_excluding_exceptions",
          "plans issued after 20 and within 52 weeks, without exceptions",
          f"{_LATE}_ex", _UNEXCEPTED, f"pc_{_LATE}_ex"),
    share("plans_issued_after_52_weeks_including_exceptions", "plans issued after 52 weeks",
          _LATEST, _ALL, f"pc_{_LATEST}"),
    share("plans_issued_after_52_weeks_excluding_exceptions",
          "plans issued after 52 weeks, without exceptions",
          f"{_LATEST}_ex", _UNEXCEPTED, f"pc_{_LATEST}_ex"),
)  # fmt: skip


def _timeliness(*averages: Indicator) -> TableLayout:
    return TableLayout(
        "timeliness_20_week",
        _YEAR,
        (*_TIMELY, *averages),
        sums=(
            Sum(_ALL, ("plans_issued_within_20_weeks", _LATE, _LATEST)),
            Sum(_UNEXCEPTED, ("plans_issued_20_weeks_ex", f"{_LATE}_ex", f"{_LATEST}_ex")),
        ),
        total_topics=("All EHC plans issued", "All EHC plans"),
    )


TIMELINESS_2025 = _timeliness()
TIMELINESS_2026 = _timeliness(
    Indicator("average_weeks_to_issue_including_exceptions", "average weeks to issue a plan",
              value="avg_weeks_issue_plan", unit=Unit.WEEKS),
    Indicator("average_weeks_to_issue_excluding_exceptions",
              "average weeks to issue a plan, without exceptions",
              value="avg_weeks_issue_plan_exc", unit=Unit.WEEKS),
)  # fmt: skip

REVIEWS_2025 = TableLayout(
    "annual_reviews",
    _YEAR,
    (
        count("annual_review_plans", "plans looked at for annual reviews", "total_ehc_plans"),
        share("annual_reviews_expected", "plans whose review was expected in the year",
              "review_expected", "total_ehc_plans"),
        count("annual_reviews_not_expected", "plans whose review was not expected",
              "review_not_expected"),
        share("annual_review_meetings_recorded", "expected reviews with a meeting recorded",
              "total_review_meeting", "review_expected"),
        count("annual_review_meetings_in_the_year_after", "meetings in the year after",
              "review_meeting_25"),
        count("annual_review_meetings_in_the_year", "meetings in the year", "review_meeting_24"),
        count("annual_review_meetings_before", "meetings before the year",
              "review_meeting_prior_24"),
        count("annual_reviews_without_meeting", "expected reviews without a meeting",
              "no_review_meeting"),
        count("annual_review_decisions_in_the_year_after", "decisions in the year after",
              "review_decision25"),
        count("annual_review_decisions_in_the_year", "decisions in the year", "review_decision24"),
        count("annual_review_decisions_before", "decisions before the year",
              "review_decision_prior24"),
        count("annual_review_decisions_not_due", "decisions not yet due",
              "review_decision_not_due"),
        count("annual_review_decisions_outstanding", "decisions outstanding",
              "review_decision_outstanding"),
        count("annual_reviews_plan_amended", "reviews that amended the plan", "outcome_amend"),
        count("annual_reviews_plan_ceased", "reviews that ceased the plan", "outcome_cease"),
        count("annual_reviews_plan_maintained", "reviews that kept the plan", "outcome_maintan"),
        count("annual_reviews_outcome_not_recorded", "reviews without a recorded outcome",
              "no_outcome"),
        share("annual_review_decisions_within_4_weeks", "review decisions within four weeks",
              "number_decsion_4weeks", "number_decsion_4weeks+number_decision_gt_4weeks",
              "pc_decsion_4weeks"),
        share("annual_review_decisions_after_4_weeks", "review decisions after four weeks",
              "number_decision_gt_4weeks", "number_decsion_4weeks+number_decision_gt_4weeks",
              "pc_decision_gt_4weeks"),
    ),
    sums=(
        total_of("total_ehc_plans", "review_expected review_not_expected"),
        total_of("review_expected", "total_review_meeting no_review_meeting"),
        total_of("total_review_meeting",
                 "review_meeting_25 review_meeting_24 review_meeting_prior_24"),
    ),
    total_topics=("All annual reviews",),
)  # fmt: skip

REVIEWS_2026 = TableLayout(
    "annual_reviews",
    _YEAR,
    (
        count("annual_review_plans", "plans looked at for annual reviews", "total_ehc_plans"),
        share("annual_reviews_expected", "plans whose review was expected in the year",
              "review_expected", "total_ehc_plans"),
        count("annual_reviews_not_expected", "plans whose review was not expected",
              "review_not_expected"),
        share("annual_reviews_completed", "expected reviews completed in the year",
              "review_completed", "review_expected"),
        count("annual_reviews_completed_before", "expected reviews completed before the year",
              "review_completed_prior"),
        count("annual_reviews_not_completed", "expected reviews not completed",
              "review_not_completed"),
        count("annual_reviews_plan_amended", "reviews that amended the plan", "outcome_amended"),
        count("annual_reviews_plan_ceased", "reviews that ceased the plan", "outcome_ceased"),
        count("annual_reviews_plan_maintained", "reviews that kept the plan",
              "outcome_maintained"),
        count("annual_reviews_outcome_not_recorded", "reviews without a recorded outcome",
              "no_outcome_recorded"),
        share("completed_review_decisions_within_4_weeks",
              "decisions within four weeks, of reviews completed in the year",
              "decision_4_weeks", "decision_4_weeks+decision_over_4_weeks"),
        share("completed_review_decisions_after_4_weeks",
              "decisions after four weeks, of reviews completed in the year",
              "decision_over_4_weeks", "decision_4_weeks+decision_over_4_weeks"),
    ),
    sums=(
        total_of("total_ehc_plans", "review_expected review_not_expected"),
        total_of("review_expected",
                 "review_completed review_completed_prior review_not_completed"),
        total_of("review_completed",
                 "outcome_amended outcome_ceased outcome_maintained no_outcome_recorded"),
        total_of("review_completed", "decision_4_weeks decision_over_4_weeks"),
    ),
    total_topics=("All reviews of EHC plans",),
)  # fmt: skip


def _caseload(year: int) -> TableLayout:
    plans = count("plans_in_force", "plans in force", "ehcplans")
    return TableLayout(
        "caseload",
        _JANUARY,
        (plans, *placements("plans", "ehcplans", year=year)),
        sums=placement_sums("ehcplans", year=year),
        total_topics=("All EHC plans",),
    )


def _new_plans(year: int) -> TableLayout:
    plans = count("new_plans", "new plans in the year", "new_ehc_plans")
    return TableLayout(
        "newplans",
        _YEAR,
        (plans, *placements("new_plans", "new_ehc_plans", year=year)),
        sums=placement_sums("new_ehc_plans", year=year),
        total_topics=("New EHC plans",),
    )


ALL_NEEDS = TableLayout(
    "sen_needs_all_plans",
    _JANUARY,
    (count("plans_counted_for_need", "plans counted by primary need", "ehc_plans"),
     *primary_needs("plans")),
    sums=(NEED_SUM,),
    total_topics=("All EHC plans",),
)  # fmt: skip
NEW_NEEDS = TableLayout(
    "sen_need_newplans",
    _YEAR,
    (count("new_plans_counted_for_need", "new plans counted by primary need", "ehc_plans"),
     *primary_needs("new_plans")),
    sums=(NEED_SUM,),
    total_topics=("All EHC plans",),
)  # fmt: skip
BUDGETS = TableLayout(
    "personal_budgets",
    _JANUARY,
    (
        count("personal_budgets", "plans with a personal budget", "personal_budget"),
        count("personal_budgets_organised", "personal budgets with organised arrangements",
              "org_arrangments"),
        count("direct_payments_health", "direct payments for health only", "pb_health"),
        count("direct_payments_education", "direct payments for education only", "pb_education"),
        count("direct_payments_social_care", "direct payments for social care only", "pb_social"),
        count("direct_payments_integrated", "integrated direct payments", "pb_integrated"),
    ),
    total_topics=("All personal budgets",),
)  # fmt: skip
RESIDENTIAL = TableLayout(
    "residential_settings",
    _JANUARY,
    (
        count("residential_placements", "residential placements", "res_tot"),
        count("residential_placements_38_to_51_weeks", "placements of 38 to 51 weeks", "res_3851"),
        count("residential_placements_52_weeks", "placements of 52 weeks", "res_52"),
    ),
    sums=(total_of("res_tot", "res_3851 res_52"),),
    total_topics=("All residential placements",),
)
WORK_BASED = TableLayout(
    "work_based_placements",
    _JANUARY,
    (
        count("work_based_placements", "work-based placements", "open_wbp"),
        count("supported_internships", "supported internships", "open_supp_intern"),
        count("apprenticeships", "apprenticeships", "open_apprentice"),
        count("traineeships", "traineeships", "open_trainee"),
    ),
    sums=(total_of("open_wbp", "open_supp_intern open_apprentice open_trainee"),),
    total_topics=("All work based placements",),
)
CEASED = TableLayout(
    "ceased_plans",
    _YEAR,
    (
        count("plans_ceased", "plans that ceased", "total_ceased"),
        count("plans_ceased_maximum_age", "ceased: maximum age reached", "max_age"),
        count("plans_ceased_needs_met", "ceased: needs met without a plan", "needs_met"),
        count("plans_ceased_higher_education", "ceased: moved to higher education", "he"),
        count("plans_ceased_employment", "ceased: moved to paid employment", "employ"),
        count("plans_ceased_transferred", "ceased: transferred to another authority", "transfer"),
        count("plans_ceased_no_wish_to_engage", "ceased: no wish to engage", "no_engage"),
        count("plans_ceased_moved_outside_england", "ceased: moved outside England",
              "moved_outside_eng"),
        count("plans_ceased_died", "ceased: the child or young person died", "deceased"),
        count("plans_ceased_not_rec", "ceased: column not_rec as published", "not_rec"),
        count("plans_ceased_other", "ceased: column other as published", "other"),
    ),
    sums=(total_of("total_ceased", "max_age needs_met he employ transfer no_engage "
                   "moved_outside_eng deceased not_rec other"),),
    total_topics=("All ceased EHC plans",),
)  # fmt: skip

TABLES_2025 = (
    _caseload(2025), _new_plans(2025), ALL_NEEDS, NEW_NEEDS, REQUESTS, ASSESSMENTS,
    TIMELINESS_2025, REVIEWS_2025, BUDGETS, RESIDENTIAL, WORK_BASED, CEASED,
)  # fmt: skip
TABLES_2026 = (
    _caseload(2026), _new_plans(2026), ALL_NEEDS, NEW_NEEDS, REQUESTS, ASSESSMENTS,
    TIMELINESS_2026, REVIEWS_2026, BUDGETS, RESIDENTIAL, WORK_BASED, CEASED,
)  # fmt: skip
