"""Every public function is in the catalogue, and JSON goes in and comes out as it should."""

import dataclasses
import importlib
import inspect
import json
import math
import pkgutil
import subprocess
import sys
import types
from datetime import date
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin, get_type_hints

import numpy as np
import pytest
from click.testing import CliRunner
from numpy.typing import ArrayLike

from alongside import stats
from alongside.config.commands.stats import command
from alongside.kernel.refusals import Refusal
from alongside.stats.catalogue import BY_MODULE, FUNCTIONS, NOT_OFFERED, answer, call, described
from alongside.stats.from_json import arguments, as_json, convert, nearest

ROOM = "alongside.stats."


def modules():
    found = pkgutil.walk_packages(stats.__path__, ROOM)
    return [importlib.import_module(each.name) for each in found]


def is_left_out(module, name):
    short = module.__name__.removeprefix(ROOM)
    places = {short, short.partition(".")[0], f"{short}.{name}"}
    return bool(places & set(NOT_OFFERED)) and short not in BY_MODULE


def public_functions(module):
    for name, each in vars(module).items():
        if inspect.isfunction(each) and each.__module__ == module.__name__ and name[0] != "_":
            yield name, each


def test_every_public_function_of_the_room_is_offered_or_says_why_not():
    offered = {function for functions in BY_MODULE.values() for function in functions}
    forgotten = [
        f"{module.__name__}.{name}"
        for module in modules()
        for name, each in public_functions(module)
        if each not in offered
        and f"{module.__name__.removeprefix(ROOM)}.{name}" not in NOT_OFFERED
        and not is_left_out(module, name)
    ]
    assert forgotten == []


def test_a_module_is_listed_with_its_own_functions_and_no_name_stands_twice():
    listed = [(name, each) for name, functions in BY_MODULE.items() for each in functions]
    assert [name for name, each in listed if each.__module__ != ROOM + name] == []
    assert len(FUNCTIONS) == len(listed)


def test_what_is_not_offered_is_there():
    for place in NOT_OFFERED:
        module, _, name = place.partition(".")
        found = importlib.import_module(ROOM + module)
        assert not name or hasattr(found, name)


def hints_within(hint, seen):
    """The hint, its parts, and the fields of the objects in it."""
    if hint in seen or set(get_args(hint)) >= set(get_args(ArrayLike)):
        return
    seen.append(hint)
    is_options = isinstance(hint, type) and dataclasses.is_dataclass(hint)
    if get_origin(hint) not in (Literal, np.ndarray):
        parts = get_type_hints(hint).values() if is_options else get_args(hint)
        for part in parts:
            hints_within(part, seen)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_parameter_can_be_reached_from_json(name):
    seen: list[Any] = []
    for parameter, hint in get_type_hints(FUNCTIONS[name]).items():
        if parameter != "return":
            hints_within(hint, seen)
    for hint in seen:
        if hint in (Ellipsis, type(None)):
            continue
        for value in (None, "x", 5, 0.5, True, [], {}):
            try:
                convert(value, hint, field="it")
            except Refusal:
                continue


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_keyword_and_documented(name):
    function = FUNCTIONS[name]
    first = (inspect.getdoc(function) or "").partition("\n")[0]
    assert len(first) > 10
    kinds = {parameter.kind for parameter in inspect.signature(function).parameters.values()}
    assert kinds <= {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize(
    ("name", "given", "result"),
    [
        ("wilson", {"numerator": 20, "denominator": 20}, {"value": 1.0, "upper": 1.0}),
        ("byar", {"count": [10, None]}, {"value": [10.0, None]}),
        ("exact_poisson", {"count": 3, "confidence": 1}, {"lower": 0.0, "upper": None}),
        (
            "standardised_ratio",
            {"observed": 12, "population": [50], "reference": {"count": [1], "population": [5]}},
            {"expected": 10.0},
        ),
        (
            "directly_standardised_rate",
            {"count": [3], "population": [50], "standard": {"population": [1]}},
            {"value": None, "reason": "Fewer than 10 events: no standardised rate."},
        ),
        ("grouped_rates", {"count": [1], "population": [5], "group": ["a"]}, {"group": ["a"]}),
        ("survey_share", {"answers": [1, 0, None]}, {"base": 2.0, "publishable": False}),
    ],
)
def test_a_request_is_answered_with_plain_values(name, given, result):
    found = answer({"function": name, "input": given})["result"]
    assert {key: found[key] for key in result} == result
    json.dumps(found, allow_nan=False)


def test_results_are_full_precision():
    found = call("wilson", {"numerator": 1, "denominator": 3})
    assert json.loads(json.dumps(found))["lower"] == float(FUNCTIONS["wilson"](1, 3).lower)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"function": "wilsn"}, "There is no function “wilsn”. The nearest is wilson."),
        ({"function": "zzz"}, "There is no function “zzz”. Nothing of the list is near it."),
        (
            {"function": "wilson", "input": {"numeratr": 1}},
            "There is no input “numeratr” here. The nearest is numerator.",
        ),
        ({"function": "wilson", "input": {"numerator": 1}}, "It also needs “denominator”."),
        (
            {"function": "wilson", "input": {"numerator": {}, "denominator": 2}},
            "“numerator” must be a number or a list, not an object.",
        ),
        (
            {"function": "wilson", "input": {"numerator": 1, "denominator": 2, "confidence": "x"}},
            "“confidence” must be a number.",
        ),
        (
            {"function": "wilson", "input": {"numerator": [[1], [1, 2]], "denominator": 2}},
            "each list as long as its neighbours",
        ),
        (
            {"function": "survey_share", "input": {"answers": [1], "design": {"stratum": []}}},
            "There is no input “stratum” here. The nearest is strata.",
        ),
        (
            {"function": "survey_share", "input": {"answers": [1], "design": 5}},
            "“design” must be an object such as",
        ),
        (
            {"function": "quintiles", "input": {"values": [1], "polarity": "up"}},
            "“polarity” must be one of high_is_good, low_is_good",
        ),
        (
            {"function": "kaplan_meier", "input": {"days": [1, 2], "finished": [[1, 0], [1]]}},
            "A wait has ended or not: true or false.",
        ),
        (
            {
                "function": "single95",
                "input": {"lower": 1, "upper": 3, "benchmark": 2, "is_benchmark": [[1, 0], [1]]},
            },
            "Say for each area whether it is the benchmark: true or false.",
        ),
        (
            {
                "function": "waits",
                "input": {
                    "cases": {
                        "started": ["2024-01-01"],
                        "finished": [None],
                        "as_at": "2024-02-01",
                        "left_out": [[1, 0], [1]],
                    }
                },
            },
            "Say for each case whether it is left out: true or false.",
        ),
        (
            {
                "function": "funnel_of_rates",
                "input": {"count": [1, 2, 3], "denominator": [10, 20, 30], "rate": [1, 2]},
            },
            "count and rate must have equal lengths",
        ),
        (
            {
                "function": "funnel_of_rates",
                "input": {"count": [1, 2], "denominator": [10, 20], "rate": [[1, 2], [3, 4]]},
            },
            "Give one rate for each count.",
        ),
        ({"function": "survey_share", "input": {"answers": []}}, "There are no answers to count."),
        (
            {"function": "sample_for_difference", "input": {"before": 1e-300, "after": 0}},
            "So many records exist nowhere.",
        ),
        ({"function": "wilson", "input": []}, "“input” must be an object"),
        ({"function": "wilson", "inputs": {}}, "and no “inputs”"),
        ([], "A request is an object such as"),
        ({"function": 5}, "A request is an object such as"),
    ],
)
def test_a_wrong_request_is_refused_with_what_is_nearest(request_, words):
    assert words in answer(request_)["refused"]


def test_numbers_are_names_of_groups():
    waits = {"days": [5, 8, 9], "finished": [True, True, True], "groups": [10, 2, 2.0]}
    assert call("kaplan_meier", waits)["groups"] == ["2", "10"]
    counts = {"numerator": [1, 2, 3], "denominator": [4, 4, 4], "group": [2019, 2020, 2019]}
    found = call("grouped_proportions", counts)
    assert (found["group"], found["numerator"]) == (["2019", "2020"], [4, 2])
    survey = {"answers": [1, 0, 1, 1], "design": {"strata": [1, 1, 2, 2]}}
    named = {"answers": [1, 0, 1, 1], "design": {"strata": ["a", "a", "b", "b"]}}
    assert call("survey_share", survey) == call("survey_share", named)
    assert answer({"function": "kaplan_meier", "input": {**waits, "groups": "a"}})["refused"] == (
        "“groups” must be a list of texts or numbers."
    )


class Colour(StrEnum):
    RED = "red"


@dataclasses.dataclass(frozen=True)
class Shade:
    colour: Colour
    depth: float = 0.5


@pytest.mark.parametrize(
    ("value", "hint", "made"),
    [
        ("2024-02-29", date, date(2024, 2, 29)),
        ("2024-02-29", date | str, date(2024, 2, 29)),
        ("soon", date | str, "soon"),
        ("2024-02-29", np.datetime64, np.datetime64("2024-02-29")),
        (None, date | None, None),
        ("red", Colour, Colour.RED),
        ({"colour": "red"}, Shade, Shade(Colour.RED)),
        ([1, "a", None], tuple[int | str | None, ...], (1, "a", None)),
        ([1, 2], tuple[int, int], (1, 2)),
        ({"a": 1}, dict[str, float], {"a": 1.0}),
        ("anything", Any, "anything"),
        (2, Literal[1, 2], 2),
    ],
)
def test_a_value_becomes_what_its_annotation_says(value, hint, made):
    found = convert(value, hint, field="it")
    assert found == made
    assert type(found) is type(made)


def test_days_and_numbers_become_arrays():
    days = convert(["2024-01-01", None], np.ndarray[Any, np.dtype[np.datetime64]], field="it")
    assert days.dtype == np.dtype("datetime64[D]")
    assert np.isnat(days[1])
    numbers = convert([1, None], np.ndarray[Any, np.dtype[np.float64]], field="it")
    assert math.isnan(numbers[1])


@pytest.mark.parametrize(
    ("value", "hint", "words"),
    [
        ("2024-02-30", date, "must be a day such as"),
        ("blue", Colour, "must be one of red"),
        (1, bool, "must be true or false"),
        (True, int, "must be a whole number"),
        (1.5, int, "must be a whole number"),
        (10**400, float, "too large"),
        ("a", list[int], "must be a list"),
        ([1, "a"], list[str], "“it” must be a list of texts, and its value 1 is something else"),
        ("a", list[str], "“it” must be a list of texts"),
        ("a", list[str | int | float], "“it” must be a list of texts or numbers"),
        (["a", 1, []], list[str | float], "a list of texts or numbers, and its value 3 is"),
        ("a", list[list[str]], "“it” must be a list of lists"),
        ([True], list[str | float | None], "a list of texts, numbers or null"),
        ([1], tuple[int, int], "must be a list of 2"),
        (5, dict[str, int], "must be an object"),
        (True, Literal[1, 2], "must be one of 1, 2"),
        ([[1], [1, 2]], np.ndarray[Any, np.dtype[np.float64]], "as long as its neighbours"),
        ({}, Shade, "also needs “colour”"),
        ({}, Shade | None, "also needs “colour”"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(value, hint, words):
    with pytest.raises(Refusal, match=words):
        convert(value, hint, field="it")


def test_an_annotation_without_a_way_from_json_is_a_mistake_of_ours():
    with pytest.raises(TypeError, match="no way from JSON"):
        convert(1, complex, field="it")


def test_a_result_is_written_in_plain_values():
    written = as_json(
        types.MappingProxyType(
            {
                Colour.RED: (np.float64("inf"), np.int64(3), np.bool_(True), np.str_("a")),
                "days": np.array(["2024-01-01", "NaT"], dtype="datetime64[ns]"),
                "day": date(2024, 1, 1),
                "shade": Shade(Colour.RED),
            }
        )
    )
    assert written == {
        "red": [None, 3, True, "a"],
        "days": ["2024-01-01", None],
        "day": "2024-01-01",
        "shade": {"colour": "red", "depth": 0.5},
    }


def test_arguments_need_what_has_no_default():
    def area(width: float, height: float = 2.0) -> float:
        return width * height

    assert arguments(area, {"width": 3}) == {"width": 3.0}
    with pytest.raises(Refusal, match="It also needs “width”"):
        arguments(area, {})
    assert nearest("hight", ["height", "width"]) == "The nearest is height."


def run(*words, given=None):
    return CliRunner().invoke(command, list(words), input=given)


def test_the_command_answers_a_file(tmp_path):
    path = tmp_path / "one.json"
    path.write_text('{"function": "wilson", "input": {"numerator": 20, "denominator": 20}}')
    done = run(str(path))
    assert done.exit_code == 0
    assert json.loads(done.output)["result"]["lower"] == 0.8388748419471806


def test_the_command_answers_all_and_says_that_one_was_refused():
    requests = [
        {"function": "byar", "input": {"count": [10, None]}},
        {"function": "byar", "input": {"count": -1}},
        {"function": "exact_poisson", "input": {"count": 0}},
    ]
    done = run("-", given=json.dumps(requests))
    answers = json.loads(done.output)
    assert done.exit_code == 1
    assert [sorted(each) for each in answers] == [
        ["function", "result"],
        ["function", "refused"],
        ["function", "result"],
    ]
    assert answers[0]["result"]["upper"][1] is None


def test_the_command_lists_every_function_with_its_parameters():
    done = run("--list")
    assert done.exit_code == 0
    assert "wilson(numerator, denominator, confidence=0.95, multiplier=1.0)" in done.output
    assert "options={polarity, profile}" in done.output
    for _, name, _, first in described():
        assert name in done.output
        assert first in done.output


@pytest.mark.parametrize(
    ("given", "words"),
    [("{", "not JSON: line 1, column 2"), (b"\xff\xfe\xff", "not text in UTF-8")],
)
def test_a_file_that_is_no_request_is_refused(given, words):
    refused = run("-", given=given).exception
    assert isinstance(refused, Refusal)
    assert words in refused.sentence


def test_a_file_that_is_not_there_is_refused(tmp_path):
    refused = run(str(tmp_path / "none.json")).exception
    assert isinstance(refused, Refusal)
    assert "cannot be read (No such file or directory)" in refused.sentence


def test_the_command_without_a_file_is_wrong_use():
    assert run().exit_code == 2


def test_the_command_starts_without_an_installation():
    code = (
        "import sys; from click.testing import CliRunner; from alongside.config.cli import house;"
        "done = CliRunner().invoke(house, ['stats', '-'], input='[]');"
        "print(done.exit_code, 'django' in sys.modules, 'scipy.stats' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "0 False False\n"
