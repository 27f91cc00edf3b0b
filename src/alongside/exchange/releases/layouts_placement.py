"""The columns that say where children with plans are placed and what their primary need is, which
several tables of the releases since 2023 share.
"""

from alongside.exchange.releases.layouts import Indicator, Sum, count, share, total_of

# Column, what the code says, what people read.
_PLACES = (
    ("mainstream_la_maintained", "in maintained mainstream schools"),
    (
        "mainstream_la_maintained_resourced_provision",
        "in resourced provision of maintained schools",
    ),
    ("mainstream_la_maintained_senunit", "in SEN units of maintained schools"),
    ("mainstream_academy", "in mainstream academies"),
    ("mainstream_academy_resourced_provision", "in resourced provision of academies"),
    ("mainstream_academy_senunit", "in SEN units of academies"),
    ("mainstream_free_school", "in mainstream free schools"),
    ("mainstream_free_school_resourced_provision", "in resourced provision of free schools"),
    ("mainstream_free_school_senunit", "in SEN units of free schools"),
    ("mainstream_independent", "in mainstream independent schools"),
    ("special_la_maintained", "in maintained special schools"),
    ("special_independent", "in independent special schools"),
    ("special_non_maintained", "in non-maintained special schools"),
    ("ap_pru_academy", "in alternative provision academies"),
    ("ap_pru_free_school", "in alternative provision free schools"),
    ("ap_pru_la_maintained", "in pupil referral units"),
    ("general_fe_tertiary_colleges", "in further education and sixth form colleges"),
    ("specialist_post_16_institutions", "in specialist post-16 institutions"),
    ("ukrlp_provider", "with other registered learning providers"),
    ("elective_home_education", "educated at home by choice"),
    ("other_arrangements_la", "in other arrangements by the local authority"),
    ("other_arrangements_parents", "in other arrangements by parents"),
    ("online_provider", "with online providers"),
    ("w_settings", "in Welsh schools and settings"),
    ("other_schools", "in other types of school"),
    ("other_placement_settings", "in other types of placement"),
    ("neet", "not in education, employment or training"),
    ("neet_ntci", "not in education or training, notice to cease issued"),
    ("neet_other", "not in education or training, other ages"),
    ("neet_other_csa", "not in education or training, compulsory school age"),
    ("await_prov_2022", "awaiting provision (to 2022)"),
    ("perm_ex_2022", "permanently excluded (to 2022)"),
)
_SPECIAL_2025 = (("special_academy_free", "in special academies and free schools"),)
_SPECIAL_2026 = (
    ("special_academy", "in special academies"),
    ("special_free_school", "in special free schools"),
)
_GROUPS = (
    ("mainstream_total", "in_mainstream", "in mainstream schools"),
    ("special_total", "in_special_schools", "in special schools"),
    ("ap_pru_total", "in_alternative_provision", "in alternative provision"),
    ("fe_total", "in_further_education", "in further education"),
    ("ed_elsewhere", "educated_elsewhere", "educated elsewhere"),
    ("nm_early_years", "in_early_years", "in non-maintained early years settings"),
    ("placement_unknown", "placement_not_recorded", "whose placement is not recorded"),
)
_MAINSTREAM = tuple(column for column, _ in _PLACES if column.startswith("mainstream_"))
_ELSEWHERE = (
    "elective_home_education other_arrangements_la other_arrangements_parents online_provider "
    "w_settings other_schools other_placement_settings neet neet_ntci neet_other neet_other_csa"
)
NEEDS = {
    "asd": "autistic spectrum disorder",
    "hi": "hearing impairment",
    "mld": "moderate learning difficulty",
    "msi": "multi-sensory impairment",
    "oth": "another difficulty or disability",
    "pd": "physical disability",
    "pmld": "profound and multiple learning difficulty",
    "semh": "social, emotional and mental health needs",
    "slcn": "speech, language and communication needs",
    "sld": "severe learning difficulty",
    "spld": "specific learning difficulty",
    "vi": "vision impairment",
}


def placements(prefix: str, plans: str, *, year: int) -> tuple[Indicator, ...]:
    """How many of the ``plans`` are placed where, with a percentage for each group of settings.

    Academies and free schools that are special are one column to 2025 and two from 2026.
    """
    what = "new plans" if prefix.startswith("new") else "plans"
    special = _SPECIAL_2025 if year < 2026 else _SPECIAL_2026
    groups = (
        share(f"{prefix}_{code}", f"{what} {words}", column, plans, f"{column}_pc")
        for column, code, words in _GROUPS
    )
    places = (
        count(f"{prefix}_placed_{column}", f"{what} {words}", column)
        for column, words in (*_PLACES, *special)
    )
    return (*groups, *places)


def placement_sums(plans: str, *, year: int) -> tuple[Sum, ...]:
    special = " ".join(column for column, _ in (_SPECIAL_2025 if year < 2026 else _SPECIAL_2026))
    return (
        Sum(plans, tuple(column for column, _, _ in _GROUPS)),
        Sum("mainstream_total", _MAINSTREAM),
        total_of(
            "special_total",
            f"special_la_maintained {special} special_independent special_non_maintained",
        ),
        total_of("ap_pru_total", "ap_pru_academy ap_pru_free_school ap_pru_la_maintained"),
        total_of(
            "fe_total",
            "general_fe_tertiary_colleges specialist_post_16_institutions ukrlp_provider",
        ),
        total_of("ed_elsewhere", _ELSEWHERE),
    )


def primary_needs(prefix: str) -> tuple[Indicator, ...]:
    what = prefix.replace("_", " ")
    known = (
        share(
            f"{prefix}_need_{need}",
            f"{what} with {words}",
            f"number_{need}",
            "ehc_plans",
            f"{need}_pc",
        )
        for need, words in NEEDS.items()
    )
    unknown = share(
        f"{prefix}_need_not_recorded",
        f"{what} whose primary need is not recorded",
        "number_need_unknown",
        "ehc_plans",
        "unknown_pc",
    )
    return (*known, unknown)


NEED_SUM = Sum("ehc_plans", (*(f"number_{need}" for need in NEEDS), "number_need_unknown"))
