"""Every function of this room by its public name, for anybody who has the numbers in a file.

A request is ``{"function": name, "input": {parameter: value}}``; the answer has the ``result``, or
``refused`` with a sentence. A module is added by one line of its functions below; what is public and
yet not offered is listed with the reason.
"""

import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_type_hints

from alongside.kernel.refusals import Refusal, Refusals
from alongside.stats import (
    agreement,
    bands,
    change,
    comparing,
    funnels,
    inequality,
    intervals,
    neighbours,
    overdispersion,
    provability,
    rates,
    ratios,
    recent_trend,
    sample_size,
    surveys,
    survival,
    target,
    waiting,
)
from alongside.stats.charts import judging
from alongside.stats.from_json import arguments, as_json, keys_of, nearest

Function = Callable[..., object]

BY_MODULE: Mapping[str, tuple[Function, ...]] = MappingProxyType(
    {
        "intervals": (
            intervals.wilson,
            intervals.wilson_corrected,
            intervals.clopper_pearson,
            intervals.jeffreys,
            intervals.agresti_coull,
            intervals.byar,
            intervals.exact_poisson,
            intervals.count_interval,
            intervals.mean_interval,
        ),
        "rates": (
            rates.crude_rate,
            rates.grouped_proportions,
            rates.grouped_rates,
            rates.directly_standardised_rate,
            rates.directly_standardised_rate_of_repeats,
            rates.standardised_ratio,
            rates.indirectly_standardised_rate,
        ),
        "ratios": (
            ratios.difference_of_proportions,
            ratios.ratio_of_proportions,
            ratios.ratio_of_proportions_katz,
            ratios.ratio_of_rates,
        ),
        "funnels": (
            funnels.funnel_of_proportions,
            funnels.funnel_of_rates,
            funnels.funnel_of_ratios,
            funnels.funnel_lines_of_proportions,
            funnels.funnel_lines_of_rates,
            funnels.funnel_points_of_rates,
        ),
        "overdispersion": (overdispersion.overdispersed_funnel,),
        "comparing": (
            comparing.single95,
            comparing.two_levels,
            comparing.double95,
            comparing.spc_prop,
            comparing.spc_dsr,
            comparing.against_target,
            comparing.against_two_limits,
        ),
        "neighbours": (neighbours.neighbour_mean, neighbours.compare_with_neighbours),
        "bands": (
            bands.quintiles,
            bands.quartiles,
            bands.quartile_bands,
            bands.ranks,
            bands.quantiles,
        ),
        "recent_trend": (recent_trend.recent_trend,),
        "inequality": (inequality.slope_index,),
        "surveys": (surveys.survey_share, surveys.effective_base),
        "charts.judging": (judging.judge, judging.judge_many),
        "target": (
            target.shown_by,
            target.records_needed,
            target.failures_allowed,
            target.highest_provable,
            target.chance_to_show,
        ),
        "provability": (provability.judge_sample, provability.assess_target),
        "sample_size": (
            sample_size.sample_for_precision,
            sample_size.sample_for_difference,
            sample_size.sample_for_mean_difference,
        ),
        "waiting": (waiting.waits, waiting.cohort_shares),
        "survival": (
            survival.kaplan_meier,
            survival.wait_percentile,
            survival.still_waiting,
            survival.log_rank,
        ),
        "agreement": (
            agreement.agreement,
            agreement.percentage_agreement,
            agreement.cohen_kappa,
            agreement.fleiss_kappa,
            agreement.gwet_ac,
            agreement.brennan_prediger,
            agreement.krippendorff_alpha,
        ),
        "change": (
            change.change_in_shares,
            change.change_in_rates,
            change.change_in_means,
            change.change_in_grades,
        ),
    }
)

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {function.__name__: function for functions in BY_MODULE.values() for function in functions}
)

NOT_OFFERED: Mapping[str, str] = MappingProxyType(
    {
        "arrays": "checks of what other modules are given",
        "catalogue": "this module itself",
        "from_json": "the way in and out of JSON",
        "charts": "what the two doors of judging are made of",
        "contrasts": "what change is made of",
        "quantiles": "quantiles that intervals are made of",
        "ratings": "how agreement reads its ratings",
        "sampling": "it draws from keys, not numbers",
        "verdict": "the words of change",
        "target.percent": "how a share is written",
        "waiting.read_days": "how days are read",
        "funnels.significance_of": "the words of funnels, shared by two modules",
    }
)
"""A module or a function (module.function) that takes no numbers of its own, and why."""


def call(name: str, given: Mapping[str, object]) -> Any:
    """The result of a function as plain JSON values. Raises Refusal or Refusals.

    >>> call("wilson", {"numerator": 20, "denominator": 20})["upper"]
    1.0
    """
    function = FUNCTIONS.get(name)
    if function is None:
        raise Refusal(
            f"There is no function “{name}”. {nearest(name, list(FUNCTIONS))}", field="function"
        )
    return as_json(function(**arguments(function, given)))


def answer(request: object) -> dict[str, Any]:
    """One request with its ``result``, or ``refused`` with the sentence.

    >>> answer({"function": "wilson", "input": {"numerator": 3, "denominator": 2}})["refused"]
    '3 of 2 cannot be right: the part is larger than the whole. Check both numbers.'
    """
    name = request.get("function") if isinstance(request, dict) else None
    try:
        return {"function": name, "result": call(*_read(request))}
    except Refusal as refusal:
        return {"function": name, "refused": refusal.sentence}
    except Refusals as refusals:
        return {"function": name, "refused": str(refusals)}


def described() -> Iterator[tuple[str, str, str, str]]:
    """Module, name, parameters and first line of the docstring of each function."""
    for module, functions in BY_MODULE.items():
        for function in functions:
            first = (inspect.getdoc(function) or "").partition("\n")[0]
            yield module, function.__name__, _parameters(function), first


def _read(request: object) -> tuple[str, dict[str, object]]:
    if not isinstance(request, dict) or not isinstance(request.get("function"), str):
        raise Refusal(
            'A request is an object such as {"function": "wilson", "input": {"numerator": 20, '
            '"denominator": 20}}.'
        )
    given = request.get("input", {})
    if not isinstance(given, dict):
        raise Refusal("“input” must be an object of parameters and values.", field="input")
    for key in request:
        if key not in {"function", "input"}:
            raise Refusal(f"A request has “function” and “input”, and no “{key}”.", field=str(key))
    return request["function"], given


def _parameters(function: Function) -> str:
    """ "numerator, denominator, confidence=0.95"; an object shows its keys."""
    hints = get_type_hints(function)
    shown = []
    for name, parameter in inspect.signature(function).parameters.items():
        keys = ", ".join(keys_of(hints[name]))
        if keys:
            shown.append(f"{name}={{{keys}}}")
        elif parameter.default is inspect.Parameter.empty:
            shown.append(name)
        else:
            shown.append(f"{name}={json.dumps(as_json(parameter.default))}")
    return ", ".join(shown)
