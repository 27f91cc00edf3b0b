"""The forms of EHC plans: each section of the law under a heading of its own, or the form is refused."""

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from alongside.casework.plans.templates import read_template, shipped_templates, templates_in
from alongside.casework.rules.plans.codes import Section
from alongside.casework.rules.plans.templates import newest, template_of
from alongside.config.commands.template import command
from alongside.kernel.refusals import Refusal, Refusals

FRONT = {"code": "ours-2025", "version": 1, "title": "EHC plan", "from": date(2025, 1, 1)}
PARTS = [{"holds": [{"section": str(each), "title": f"About {each}"}]} for each in Section]


def told(**changed: object) -> Mapping[str, Any]:
    return {**FRONT, "part": PARTS, **changed}


def refused(**changed: object) -> list[str]:
    with pytest.raises(Refusals) as refusal:
        template_of(told(**changed))
    return [each.sentence for each in refusal.value.refusals]


def test_every_shipped_form_holds_every_section_once() -> None:
    assert {each.code for each in shipped_templates()} == {"national-2014", "york-2014"}
    for form in shipped_templates():
        held = [each.section for part in form.parts for each in part.sections]
        assert sorted(held) == sorted(Section)


def test_york_keeps_its_seven_parts() -> None:
    york = newest(shipped_templates(), area="york", day=date(2022, 9, 12))
    assert [part.title.partition(":")[0] for part in york.parts] == [
        f"Part {number}" for number in range(1, 8)
    ]
    assert newest(shipped_templates(), area="elsewhere", day=date(2022, 9, 12)).area == ""


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (PARTS[:-1], "Section K is not in the form."),
        ([*PARTS, PARTS[0]], "Section A stands more than once in the form."),
        ([{"holds": [*PARTS[7]["holds"], {"section": "H", "title": "H1 and H2"}]}, *PARTS[:7]],
         "“H” is no section by itself."),
        ([], "The file has no parts that hold sections."),
        ("A to K", "The file has no parts that hold sections."),
        ([{"holds": "A to K"}], "The file has no parts that hold sections."),
        (["A"], "The file has no parts that hold sections."),
        ([*PARTS[:-1], {"holds": [{"section": "K"}]}], "Every section needs a title of its own."),
        ([*PARTS[:-1], {"holds": [{"section": "K", "title": "About A"}]}],
         "“About A” is the title of 2 sections."),
    ],
)  # fmt: skip
def test_a_form_that_joins_or_leaves_out_a_section_is_refused(parts: object, sentence: str) -> None:
    assert any(each.startswith(sentence) for each in refused(part=parts))


@pytest.mark.parametrize("name", ["code", "title", "version", "from"])
def test_a_form_says_what_it_is(name: str) -> None:
    (sentence,) = refused(**{name: ""})
    assert f"“{name}”" in sentence


def test_an_areas_own_form_is_read_from_its_home(tmp_path: Path) -> None:
    folder = tmp_path / "plan_templates"
    folder.mkdir()
    rows = "\n".join(
        f'[[part]]\nholds = [{{ section = "{each}", title = "About {each}" }}]' for each in Section
    )
    front = 'code = "ours"\nversion = 2\ntitle = "EHC plan"\narea = "york"\nfrom = 2020-01-01\n'
    (folder / "ours.toml").write_text(front + rows)
    found = newest(templates_in(tmp_path), area="york", day=date(2022, 9, 12))
    assert found.name == "ours/2"


def test_a_file_that_is_no_form_is_named(tmp_path: Path) -> None:
    (tmp_path / "plan_templates").mkdir()
    file = tmp_path / "plan_templates" / "broken.toml"
    file.write_text("code = ")
    with pytest.raises(Refusal, match="cannot be read"):
        read_template(file)
    with pytest.raises(Refusal, match=r"broken\.toml cannot be used"):
        templates_in(tmp_path)


def test_an_operator_checks_a_form_before_it_is_used(tmp_path: Path) -> None:
    shipped = files("alongside.casework").joinpath("data/plan_templates/york-2014.toml").read_text()
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(shipped)
    bad.write_text(shipped.replace('section = "H2"', 'section = "H1"'))
    answer = CliRunner().invoke(command, ["check", str(good)], catch_exceptions=False)
    assert answer.output.startswith("good.toml can be used: york-2014/1")
    with pytest.raises(Refusals, match="Section H2 is not in the form"):
        CliRunner().invoke(command, ["check", str(bad)], catch_exceptions=False)
    listed = CliRunner().invoke(command, ["list"], catch_exceptions=False).output
    assert "Part 7: Supporting advice" in listed
