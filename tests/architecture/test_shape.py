"""Sizes, names and doors: what a stranger may count on when opening any file."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.house import (
    ROOT,
    SOURCE,
    called_name,
    drawer_files,
    functions,
    name_of,
    room_of,
    source_files,
    tree,
)

CLOCK_READS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now",
    "timezone.localdate", "timezone.localtime", "time.time", "now", "localdate",
}  # fmt: skip
VAGUE_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "common",
    "manager",
    "managers",
    "base",
}


def test_the_arrows_between_rooms_hold() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_only_the_clock_door_reads_the_time() -> None:
    found = []
    for path in source_files():
        if name_of(path) == "web/clock.py":
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and called_name(node) in CLOCK_READS:
                found.append(f"{name_of(path)}:{node.lineno} {called_name(node)}")
            if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
                found.append(f"{name_of(path)}:{node.value.lineno} {node.arg}")
    assert found == []


def test_rules_and_reference_rooms_never_reach_the_clock_door() -> None:
    pure = [
        p
        for p in source_files()
        if room_of(p)
        in {"kernel", "language", "stats", "disclosure", "law", "analytics", "exchange"}
    ] + drawer_files("rules")
    assert pure
    for path in pure:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom):
                names = {alias.name for alias in node.names}
                assert "clock" not in names, name_of(path)
                assert not (node.module or "").endswith("web.clock"), name_of(path)
                assert not (node.module or "").startswith("django"), (
                    f"{name_of(path)} imports Django"
                )


def test_a_file_stops_at_400_lines() -> None:
    long = [name_of(p) for p in source_files() if len(p.read_text().splitlines()) > 400]
    assert long == []


def _body_lines(function: ast.FunctionDef) -> int:
    """Lines of the body, without signature and docstring."""
    first = function.body[0]
    is_documented = ast.get_docstring(function, clean=False) is not None
    start = (first.end_lineno or first.lineno) + 1 if is_documented else first.lineno
    return (function.end_lineno or 0) - start + 1


def _is_page(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(d, ast.Call) and called_name(d) == "page" for d in function.decorator_list
    )


def test_a_function_stops_at_30_lines_and_a_page_at_25() -> None:
    long = [
        f"{name_of(path)}: {f.name}"
        for path in source_files()
        for f in functions(path)
        if _body_lines(f) > (25 if _is_page(f) else 30)
    ]
    assert long == []


def test_functions_are_short_on_the_whole() -> None:
    lengths = sorted(_body_lines(f) for path in source_files() for f in functions(path))
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 22


def test_no_file_has_a_vague_name() -> None:
    vague = [name_of(p) for p in source_files() if {p.stem, p.parent.name} & VAGUE_NAMES]
    assert vague == []


def test_every_module_says_what_it_decides() -> None:
    silent = [
        name_of(p)
        for p in source_files()
        if p.name != "apps.py" and p.read_text().strip() and not ast.get_docstring(tree(p))
    ]
    assert silent == []


def test_every_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.S | re.M)
    assert block
    lines = [line for line in block[1].splitlines() if line.strip()]
    assert len(lines) == len(tomllib.loads(text)["project"]["dependencies"])
    assert [line for line in lines if "# " not in line] == []


def test_names_that_suppress_a_check_are_few() -> None:
    """A growing count is a smell; raise it only with a reason in the commit."""
    count = sum(len(re.findall(r"# noqa|# type: ignore", p.read_text())) for p in source_files())
    assert count <= 60


def test_no_secret_or_address_of_a_registry_is_in_the_repository() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    pattern = re.compile(
        r"https?://[^\s\"']*(pypi\.org|pythonhosted|npmjs\.org|registry\.)|BEGIN [A-Z ]*PRIVATE KEY"
    )
    found = []
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        is_text = path.suffix in {".py", ".toml", ".lock", ".md", ".json", ".txt", ".cfg", ""}
        if not is_text or not path.is_file() or path == Path(__file__):
            continue
        if pattern.search(path.read_text(errors="ignore")):
            found.append(name)
    assert found == []


def test_templates_are_all_used() -> None:
    templates = {
        p.relative_to(p.parents[len(p.relative_to(SOURCE).parts) - 3]): p
        for p in SOURCE.rglob("*.html")
    }
    names = {"/".join(p.parts[p.parts.index("templates") + 1 :]): p for p in templates.values()}
    text = "\n".join(
        p.read_text()
        for p in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]
    )
    outside = ("account/", "mfa/", "allauth/", "socialaccount/", "django/", "usersessions/")
    unused = [
        n
        for n in names
        if not n.startswith(outside) and f'"{n}"' not in text and f"'{n}'" not in text
    ]
    assert unused == []
