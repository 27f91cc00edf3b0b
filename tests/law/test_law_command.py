"""alongside law: files in, dates out, and ids that a newcomer finds."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from alongside.config.commands.law import command
from alongside.kernel.refusals import Refusal
from alongside.law.from_json import answer
from tests.law.making import CALENDAR, RULES

CASE = {
    "today": "2025-04-20",
    "events": [{"id": "e1", "kind": "request_received", "on": "2025-03-03"}],
}


def run(*arguments, given=None):
    return CliRunner().invoke(command, arguments, input=given)


def asked(**given):
    return answer({**CASE, **given}, rules=RULES, calendar=CALENDAR)


def refused(asked):
    with pytest.raises(Refusal) as refusal:
        answer(asked, rules=RULES, calendar=CALENDAR)
    return refusal.value.sentence


def test_a_file_gives_every_duty_with_the_fields_that_were_promised(tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE))
    result = run("schedule", str(file))
    assert result.exit_code == 0
    by_rule = {each["rule"]: each for each in json.loads(result.output)["duties"]}
    told = by_rule["DEC-6W"]
    assert {name: told[name] for name in ("rule", "due_on", "done_on", "state", "days", "authority")} == {
        "rule": "DEC-6W", "due_on": "2025-04-14", "done_on": None, "state": "late", "days": 6,
        "authority": "SEND Regulations 2014, reg 5(1)",
    }  # fmt: skip
    assert by_rule["FINAL-20W"]["days"] == 92
    assert by_rule["REQ-1"]["due_on"] is None


def test_standard_input_is_read_for_a_dash():
    result = run("schedule", "-", given=json.dumps(CASE))
    assert (result.exit_code, len(json.loads(result.output)["duties"])) == (0, 7)


def test_a_duty_that_cannot_be_worked_out_is_refused_and_the_exit_code_says_so():
    far = {
        "today": "2040-02-01",
        "events": [{"id": "a", "kind": "move_became_known", "on": "2040-01-09"}],
    }
    result = run("schedule", "-", given=json.dumps(far))
    (duty,) = json.loads(result.output)["duties"]
    assert (result.exit_code, duty["state"], duty["due_on"], duty["days"]) == (
        1,
        "refused",
        None,
        0,
    )
    assert "9 January 2040 is outside; extend the calendar." in duty["refused"]


def test_a_duty_holds_everything_that_a_page_needs():
    told = answer(
        {
            "today": "2025-07-25",
            "events": [
                {"id": 1, "kind": "request", "on": "3 March 2025", "recorded_at": "2025-03-09", "source": "post"},
                {"id": "x", "kind": "exception", "on": "2025-05-01", "ground": "EXC-C", "reason": "Illness.",
                 "evidence": "Letter", "authorised_by": "Head", "until": "2025-05-20", "rules": ["FINAL-20W"]},
                {"id": "y", "kind": "draft_served", "on": "2025-07-01", "institution": None},
            ],
        },
        rules=RULES,
        calendar=CALENDAR,
    )  # fmt: skip
    final = next(each for each in told["duties"] if each["rule"] == "FINAL-20W")
    assert final == {
        "rule": "FINAL-20W", "due_on": "2025-07-21", "done_on": None, "state": "late", "days": 4,
        "authority": "SEND Regulations 2014, reg 13(2)", "title": "Final EHC plan", "limb": "", "kind": "duty",
        "process": "assessment 1", "body": "", "started_by": "1", "started_on": "2025-03-03", "done_by": "",
        "ended_on": None, "ended_by": "", "not_before": None, "cautious_on": "2025-07-20",
        "relies_on": [{
            "ground": "EXC-C", "title": "exceptional personal circumstances", "because": "Illness.",
            "evidence": "Letter", "authorised_by": "Head", "event": "x",
            "authority": "SEND Regulations 2014, regs 5(4), 10(4)(c), 13(3), 27(3)(c), 44(3), 45",
        }],
        "reason": "20 weeks from 3 March 2025, when the authority received the request for an assessment.",
        "status": "C", "to_be_checked": False, "rule_set": "2018-04",
        "words": final["words"], "family_words": final["family_words"],
    }  # fmt: skip
    draft = next(each for each in told["duties"] if each["rule"] == "DRAFT-15D")
    assert draft["not_before"] == "2025-07-16"
    assert told["today"] == "2025-07-25"
    assert told["remarks"] == []


def test_a_bare_list_of_events_needs_no_ids_and_reads_other_names():
    told = asked(
        events=[
            {"kind": "s24", "on": "2025-03-03"},
            {"kind": "decision_to_assess", "on": "2025-04-14"},
        ]
    )
    assert [each["started_by"] for each in told["duties"]][:2] == ["1", "1"]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ([], "The file has to be a JSON object with names and values."),
        ({"today": "2025-04-20"}, "“events” has to be a list."),
        ({"events": []}, "The day today is missing. Write it like 2025-03-03."),
        ({**CASE, "today": 5}, "The day today is missing. Write it like 2025-03-03."),
        ({**CASE, "today": "soon"}, "The day today cannot be taken. “soon” is not a date that can be read."),
        ({**CASE, "weather": 1}, "The file has “weather”. Known here: today, events, closures, count_from."),
        ({**CASE, "events": [5]}, "Event 1 has to be a JSON object with names and values."),
        ({**CASE, "events": [{"id": "a", "on": "2025-03-03"}]}, "Event “a” has no kind. See: alongside law events"),
        ({**CASE, "events": [{"id": "a", "kind": 5, "on": "2025-03-03"}]}, "Event “a” has no kind."),
        ({**CASE, "events": [{"id": "a", "kind": "request_received"}]}, "The day “on” of event “a” is missing."),
        ({**CASE, "events": [{"id": "a", "kind": "request_received", "on": "2025-03-03", "process": 1.5}]},
         "The “process” of event “a” has to be a text."),
        ({**CASE, "events": [{"id": True, "kind": "request_received", "on": "2025-03-03"}]},
         "The id of event 1 has to be a text."),
        ({**CASE, "events": [{"id": " ", "kind": "request_received", "on": "2025-03-03"}]},
         "The id of event 1 has to be a text."),
        ({**CASE, "events": [{"id": "a\ud800b", "kind": "request_received", "on": "2025-03-03"}]},
         "The id of event 1 has to be a text."),
        ({**CASE, "events": [{"id": "a", "kind": "request_received", "on": "2025-03-03", "for": "x"}]},
         "The day “for” of event “a” cannot be taken."),
        ({**CASE, "events": [{"id": "a", "kind": "request_received", "on": "2025-03-03", "rules": "X"}]},
         "“rules” has to be a list."),
        ({**CASE, "events": [{"id": "a", "kind": "request_received", "on": "2025-03-03", "bdy": "X"}]},
         "Event 1 has “bdy”. Known here: id, kind, on, rules, process, body"),
        ({**CASE, "events": [{"id": "a", "kind": "request_recieved", "on": "2025-03-03"}]},
         "Event “a” has an unknown kind “request_recieved”. Did you mean request_received"),
        ({**CASE, "events": [{"id": "a", "kind": "qqqq", "on": "2025-03-03"}]},
         "Event “a” has an unknown kind “qqqq”. See: alongside law events"),
        ({**CASE, "events": [{"id": "a", "kind": "request_received", "on": "2025-04-21"}]},
         "Event “a” (request_received) is on 21 April 2025, after today, 20 April 2025."),
        ({**CASE, "count_from": "yesterday"}, "“count_from” is next_day or same_day."),
        ({**CASE, "closures": [{"institution": "A"}]}, "The day covered_from is missing."),
        ({**CASE, "closures": [{"institution": "A", "covered_from": "2025-01-01", "covered_until": "2024-01-01"}]},
         "The end (1 January 2024) must be after the start (1 January 2025)."),
        ({**CASE, "closures": [{"institution": "A", "open": 1}]}, "A closure has “open”."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_is_refused_with_a_sentence(file, sentence):
    assert sentence in refused(file)


def test_the_policy_and_the_closures_of_a_file_are_used():
    told = asked(count_from="same_day")
    assert told["duties"][1]["due_on"] == "2025-04-13"
    closures = [{"institution": "A", "covered_from": "2025-01-01", "covered_until": "2026-01-01",
                 "closed": [{"from": "2025-07-22", "until": "2025-09-02"}]}]  # fmt: skip
    events = [
        {"id": "a", "kind": "request_received", "on": "2025-06-01"},
        {"id": "b", "kind": "advice_request_sent", "on": "2025-07-20", "institution": "A"},
        {"id": "c", "kind": "exception", "on": "2025-07-22", "ground": "EXC-A", "because": "Closed.",
         "evidence": "Dates", "authorised_by": "Head"},
    ]  # fmt: skip
    told = asked(today="2025-12-01", events=events, closures=closures)
    relied = {each["rule"] for each in told["duties"] if each["relies_on"]}
    assert relied == {"FINAL-20W", "NOPLAN-16W", "DEC-6W"}


def test_the_rules_of_an_authority_can_be_tried(tmp_path):
    (tmp_path / "milestones.toml").write_text("not [ toml")
    result = run("schedule", "--rules", str(tmp_path), "-", given=json.dumps(CASE))
    assert isinstance(result.exception, Refusal)
    assert "The rules cannot be read. milestones.toml" in result.exception.sentence


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "The file is not JSON: line 1, column 2"),
        (b"\xff", "not text in UTF-8"),
        (b"[" * 100_000, "lists within lists"),
        (b"9" * 5000, "a number that is too long"),
    ],
)
def test_a_file_that_is_no_json_is_refused(tmp_path, content, words):
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    result = run("schedule", str(file))
    assert isinstance(result.exception, Refusal)
    assert words in result.exception.sentence


def test_a_file_that_is_not_there_is_refused():
    result = run("schedule", "/nowhere/case.json")
    assert "cannot be read" in result.exception.sentence


def test_a_rule_is_explained_and_an_unknown_one_is_not():
    result = run("explain", "final-20w")
    assert result.exit_code == 0
    assert "Authority: SEND Regulations 2014, reg 13(2)" in result.output
    result = run("explain", "FINAL-20")
    assert result.exception.sentence == (
        "There is no rule “FINAL-20”. Did you mean FINAL-20W? See: alongside law list"
    )
    assert run("explain", "§").exception.sentence == "There is no rule “§”. See: alongside law list"


def test_a_newcomer_finds_rules_and_events():
    rules, events = run("list"), run("events")
    assert (rules.exit_code, events.exit_code) == (0, 0)
    assert "\nFINAL-20W       Final EHC plan\n" in rules.output
    assert "\nEXC-A           closure of a school or post-16 institution\n" in rules.output
    assert "\nT4              Within so many weeks of a day\n" in rules.output
    assert (
        "request_received\n    the authority received the request for an assessment\n    also: request,"
        in events.output
    )
    assert "\nabsence\n" in events.output
    assert "    needs: until\n" in events.output


def test_the_clock_works_without_an_installation_and_without_django(tmp_path):
    program = (
        "import sys; from alongside.law import reading, schedule, words; reading.statutory_rules(); "
        "print([name for name in ('django', 'numpy', 'click') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
    home = tmp_path / "none"
    environment = {**os.environ, "ALONGSIDE_HOME": str(home)}
    script = "from alongside.config.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "law", "explain", "nope"], capture_output=True, text=True, check=False,
        env=environment,
    )  # fmt: skip
    assert (done.returncode, home.exists()) == (1, False)
    assert done.stderr.startswith("There is no rule “nope”.")
