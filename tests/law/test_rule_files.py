"""Rules as files that a lawyer can correct: what is read, in which order, and what is refused with its place."""

import re
from pathlib import Path

import pytest

from alongside.law.explaining import explain
from alongside.law.provisions import Status
from alongside.law.reading import RuleFileError, read_rules
from tests.law.making import PROVISIONS, day, event, of, the, version

RULE = """
[[rule]]
id = "DEC-6W"
process = "assessment"
title = "Decision"
who = "authority"
to = "family"
does = "decide"
start = ["request_received"]
done = ["decided_to_assess"]
within = "5 weeks"
authority = "An order of ours"
status = "D"
"""


def folder(tmp_path: Path, rule: str = RULE, **files: str) -> Path:
    (tmp_path / "rules").mkdir(exist_ok=True)
    (tmp_path / "rules" / "own.toml").write_text(rule)
    (tmp_path / "rules" / "notes.txt").write_text("not a rule")
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text)
    return tmp_path


def test_a_lawyer_can_correct_a_figure_without_code(tmp_path):
    rules = read_rules(folder(tmp_path))
    assert str(version(rules, "DEC-6W").limit.length) == "5 weeks"
    assert version(rules, "DEC-6W").status is Status.DISPUTED
    assert str(version(rules, "FINAL-20W").limit.length) == "20 weeks"
    assert len(rules.latest.provisions) == len(PROVISIONS)


OTHER_DAY = 'or_later = { since = ["family_consulted"], within = "12 weeks", counted = "after", means = "the talk" }\n'


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ("", "2026-07-06"),
        ("tribunal_time = true\n", "2026-07-06"),
        (OTHER_DAY, "2026-08-22"),
        ("not_before_move = true\n", "2026-09-07"),
    ],
)
def test_what_else_has_a_say_in_a_date_is_heard_for_any_length(tmp_path, more, due):
    rules = read_rules(folder(tmp_path, RULE + more))
    events = [
        event("family_consulted", "2026-05-30"),
        event("request_received", "2026-06-01", for_on="2026-09-07"),
    ]
    assert the("DEC-6W", of(*events, rules=rules)).due_on == day(due)
    august = event("request_received", "2026-07-01")
    moved = the("DEC-6W", of(august, rules=rules)).due_on
    assert moved == day("2026-09-01" if "tribunal" in more else "2026-08-05")


REPLACED = """
[[rule]]
id = "OWN"
process = "review"
title = "t"
who = "convener"
to = "invited"
does = "d"
start = ["review_meeting_arranged"]
again = "replaces"
done = ["review_invited"]
ends = ["review_held"]
within = "2 weeks"
counted = "before"
authority = "a"
status = "K"
"""


def test_of_two_ends_the_earlier_one_counts(tmp_path):
    rules = read_rules(folder(tmp_path, REPLACED))

    def ends(held):
        first = event("review_meeting_arranged", "2026-01-05", for_on="2026-03-02", process="R")
        second = event("review_meeting_arranged", "2026-01-20", for_on="2026-03-09", process="R")
        found = of(first, second, event("review_held", held, process="R"), rules=rules)
        return [each.ended_on for each in found if each.rule == "OWN"]

    assert ends("2026-01-10") == [day("2026-01-10"), None]
    assert ends("2026-02-10") == [day("2026-01-20"), day("2026-02-10")]


NEXT = '[[set]]\nid = "2030"\ntitle = "Next"\nfrom = 2030-01-01\n'


def test_a_set_is_the_last_one_with_what_changed_and_without_what_is_gone(tmp_path):
    changed = RULE.replace('id = "DEC-6W"', 'id = "DEC-6W"\nsince = "2030"')
    gone = RULE.replace('id = "DEC-6W"', 'id = "OLD"\nuntil = "2030"')
    rules = read_rules(folder(tmp_path, changed + gone, sets=NEXT))
    assert [each.id for each in rules.sets] == ["2014-09", "2018-04", "2030"]
    assert str(version(rules, "DEC-6W", 1).limit.length) == "6 weeks"
    assert str(version(rules, "DEC-6W").limit.length) == "5 weeks"
    assert version(rules, "OLD", 1)
    assert "OLD" not in {each.rule for each in rules.latest.provisions}
    assert [(since.id, str(each.limit.length)) for since, each in rules.versions("DEC-6W")] == [
        ("2014-09", "6 weeks"),
        ("2030", "5 weeks"),
    ]
    told = explain("DEC-6W", rules=rules)
    assert "In force: from 1 September 2014 until the day before 1 January 2030" in told
    assert told.endswith("In force: from 1 January 2030")


def test_sets_are_ordered_by_their_beginning_wherever_they_stand(tmp_path):
    early = NEXT.replace("2030-01-01", "2016-01-01")
    rules = read_rules(folder(tmp_path, sets=early))
    assert [each.id for each in rules.sets] == ["2014-09", "2030", "2018-04"]


def test_an_authority_can_add_kinds_grounds_counting_and_aims(tmp_path):
    rules = read_rules(
        folder(
            tmp_path,
            RULE.replace("request_received", "phoned").replace('"D"', '"D"\ngrounds = ["OWN"]'),
            events='[phoned]\nis = "somebody phoned"\nof = ["assessment"]\nopens = { assessment = 1 }\n',
            grounds='[OWN]\ntitle = "t"\nmeans = "m"\nfamily = "f"\nauthority = "a"\nstatus = "K"\ntest = "period"\n',
            counting='[T11]\ntitle = "t"\nmeans = "m"\nauthority = "a"\nstatus = "K"\n',
            milestones='[[milestone]]\nweek = 2\nwhat = "phone back"\n',
        )
    )
    assert rules.kinds["phoned"].opens == {"assessment": 1}
    assert rules.grounds["OWN"].least == 0
    assert "T11" in rules.counting
    assert rules.milestones[-1] == (2, "phone back")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (RULE.replace("5 weeks", "some weeks"), "own.toml, rule DEC-6W: “some weeks” is no length"),
        (RULE.replace('"D"', '"E"'), "own.toml, rule DEC-6W: “E” is not known here"),
        (RULE.replace('title = "Decision"\n', ""), "nothing is said about title"),
        (RULE + 'colour = "red"\n', "own.toml, rule DEC-6W: unknown colour"),
        (RULE.replace('"authority"', '"nobody"'), "“nobody” is not a known party"),
        (RULE.replace('"request_received"', '"letter"'), "rule DEC-6W: unknown letter"),
        (RULE + 'grounds = ["EXC-Z"]\n', "rule DEC-6W: unknown EXC-Z"),
        (RULE + 'ends = ["b", "d", "a", "c"]\n', "rule DEC-6W: unknown a, b, c, d"),
        (RULE + 'since = "1999"\n', "rule DEC-6W: unknown 1999"),
        (RULE + 'until = "1999"\n', "rule DEC-6W: unknown 1999"),
        (RULE + 'counted = "backwards"\n', "“backwards” is not known here"),
        (RULE + 'again = "maybe"\n', "“maybe” is not known here"),
        (RULE + 'force = "iron"\n', "“iron” is not known here"),
        (RULE.replace('id = "DEC-6W"\n', ""), "own.toml, rule ?: nothing is said about rule"),
        ("[[rule", "own.toml: "),
        (RULE + "d = 1\nb = 1\nc = 1\na = 1\n", "own.toml, rule DEC-6W: unknown a, b, c, d"),
        ("[[rule]]\nstatus = 'K'\n", "nothing is said about authority, does, process, rule, title, to, who"),
    ],
)  # fmt: skip
def test_a_wrong_file_says_where_and_what(tmp_path, wrong, words):
    with pytest.raises(RuleFileError, match=re.escape(words)):
        read_rules(folder(tmp_path, wrong))


def test_a_folder_without_files_changes_nothing(tmp_path):
    assert len(read_rules(tmp_path).latest.provisions) == len(PROVISIONS)
