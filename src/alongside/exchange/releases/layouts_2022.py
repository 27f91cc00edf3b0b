"""The tables of DfE's education, health and care plans release of 2022, when areas still returned
counts and statements of special educational needs stood beside plans.

The management table's columns about statements, which ended in 2018, are not read.
"""

from alongside.exchange.releases.layouts import (
    ROW_TOTAL,
    Indicator,
    TableLayout,
    Timing,
    count,
    share,
    total_of,
)

_YEAR = Timing.CALENDAR_YEAR
_JANUARY = Timing.JANUARY_CENSUS
_BUDGETS = {
    "personalbudgets": ("personal_budgets", "plans with a personal budget"),
    "orgarrangements": ("personal_budgets_organised", "budgets with organised arrangements"),
    "directpayeducation": ("direct_payments_education", "direct payments for education only"),
    "directpaysocialcare": ("direct_payments_social_care", "direct payments for social care only"),
    "directpayhealth": ("direct_payments_health", "direct payments for health only"),
    "directpayintegrated": ("direct_payments_integrated", "integrated direct payments"),
}
_AGES = ("05", "510", "1115", "1619", "2025")


def _part(code: str, words: str, column: str) -> Indicator:
    """A count with the share that it is of all in its area and period."""
    return Indicator(code, words, of=column, out_of=(ROW_TOTAL,), percent=f"{column}_pc")


def _in_force(name: str, *, topic: str, breakdown: str) -> TableLayout:
    return TableLayout(
        name,
        _JANUARY,
        (
            _part("plans_in_force", "plans in force", "total_ehc"),
            _part("statements_in_force", "statements in force", "total_st"),
            _part("statements_and_plans_in_force", "statements and plans in force", "total_all"),
        ),
        sums=(total_of("total_all", "total_ehc total_st"),),
        topic=topic, breakdown=breakdown, total_topics=("Total",),
    )  # fmt: skip


def _new(name: str, *, topic: str, breakdown: str) -> TableLayout:
    return TableLayout(
        name,
        _YEAR,
        (
            _part("new_plans", "new plans in the year", "total_new_ehc"),
            _part("new_statements", "new statements in the year", "total_new_st"),
            _part("new_statements_and_plans", "new statements and plans in the year", "total_new_all"),
        ),
        sums=(total_of("total_new_all", "total_new_ehc total_new_st"),),
        topic=topic, breakdown=breakdown, total_topics=("Total",),
    )  # fmt: skip


MANAGEMENT = TableLayout(
    "sen2_mi",
    _YEAR,
    (
        count("requests", "requests for an assessment", "inreqehc"),
        count("requests_from_youth_accommodation", "requests from relevant youth accommodation",
              "inreqryaehc"),
        share("requests_refused", "requests where an assessment was refused",
              "assrefusedehc", "inreqehc", "assrefusedehc_pc"),
        share("assessments_plan_issued_of_decided", "decided assessments where a plan was issued",
              "newallehc", "newallehc_assnoneehc_sum", "newallehc_pc"),
        share("assessments_plan_refused_of_decided",
              "decided assessments where no plan was to be issued",
              "assnoneehc", "newallehc_assnoneehc_sum", "assnoneehc_pc"),
        count("assessments_undecided_at_year_end", "assessments undecided at the year’s end",
              "assnodecisionehc"),
        count("plans_issued_including_exceptions", "plans issued", "totincexcehc"),
        count("plans_issued_excluding_exceptions", "plans issued, without exceptions",
              "totnoexcehc"),
        share("plans_issued_within_20_weeks_including_exceptions", "plans issued within 20 weeks",
              "incexc20weekehc", "totincexcehc", "incexc20weekrate"),
        share("plans_issued_within_20_weeks_excluding_exceptions",
              "plans issued within 20 weeks, without exceptions",
              "noexc20weekehc", "totnoexcehc", "noexc20weekrate"),
        count("mediations_held", "mediation cases held", "newehcmediation"),
        share("mediations_followed_by_appeal", "mediation cases followed by an appeal",
              "newehctribunal", "newehcmediation", "newehctribunal_pc"),
        count("plans_moved_mainstream_to_special", "plans moved from mainstream to special",
              "mtosiehc"),
        count("plans_moved_special_to_mainstream", "plans moved from special to mainstream",
              "sitomehc"),
        count("plans_taken_home_from_mainstream", "taken out of mainstream to be taught at home",
              "mtoparehc"),
        count("plans_taken_home_from_special", "taken out of special to be taught at home",
              "sitoparehc"),
        count("plans_discontinued_transferred", "discontinued: transferred to another authority",
              "disleaehc"),
        count("plans_discontinued_needs_met", "discontinued: needs met without a plan",
              "dismetehc"),
        count("plans_discontinued_other", "discontinued: other reasons", "disothehc"),
        count("plans_discontinued_left_school", "discontinued: left at the end of school",
              "disleftehc"),
        count("statements_converted", "statements converted to plans", "statementstoehc"),
        count("statements_not_converted", "statements assessed and not converted",
              "statementstonoehc"),
        *(Indicator(code, words, of=column, january_after=True)
          for column, (code, words) in _BUDGETS.items()),
    ),
    sums=(total_of("newallehc_assnoneehc_sum", "newallehc assnoneehc"),),
    topic="", breakdown="",
)  # fmt: skip

RESIDENTIAL_2022 = TableLayout(
    "sen2_wbp_residential_dmo",
    _JANUARY,
    (
        count("work_based_placements", "work-based placements", "workbasedehc"),
        count("supported_internships", "supported internships", "msuppintehc"),
        count("apprenticeships", "apprenticeships", "mapprenehc"),
        count("traineeships", "traineeships", "mtrainehc"),
        count("residential_placements_38_to_51_weeks", "placements of 38 to 51 weeks",
              "totmres38weekehc"),
        count("residential_placements_52_weeks", "placements of 52 weeks", "totmres52weekehc"),
    ),
    sums=(
        total_of("workbasedehc", "mapprenehc mtrainehc msuppintehc"),
        total_of("totmres38weekehc", " ".join(f"mres38week{age}ehc" for age in _AGES)),
        total_of("totmres52weekehc", " ".join(f"mres52week{age}ehc" for age in _AGES)),
    ),
    topic="", breakdown="", texts=("dmo", "dco", "dmodcofunction"),
)  # fmt: skip

TABLES_2022 = (
    _in_force("sen2_age_caseload", topic="", breakdown="characteristic_age"),
    _in_force("sen2_estab_caseload", topic="establishment_group", breakdown="establishment_type"),
    _new("sen2_age_new_plans", topic="", breakdown="characteristic_age"),
    _new("sen2_estab_new_plans", topic="establishment_group", breakdown="establishment_type"),
    MANAGEMENT,
    RESIDENTIAL_2022,
)
