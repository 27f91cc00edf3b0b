"""``make mutate``: puts small faults into the law's code, one at a time, and sees whether a test notices each.

A fault that no test notices survives. Those that change nothing anybody could see are listed with the reason in
``tests/law/equivalent_mutants.toml``; any other makes the exit code 1. Each fault runs in a process of its own:
first the worked examples, then the tests of the room, last its properties.
"""

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import io
import os
import signal
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ROOM = ROOT / "src" / "alongside" / "law"
PACKAGE = "alongside.law"
LIMIT_SECONDS = 90
EXAMPLES_SECONDS = 20
"""The worked examples take less than one: a fault that runs for ever is not waited for longer."""
QUIET = ["-x", "-q", "-c", os.devnull, "--rootdir", str(ROOT), "-p", "no:cacheprovider", "-p", "no:django",
         "-p", "no:randomly", "-p", "no:xdist", "-p", "no:socket", "-W", "ignore"]  # fmt: skip
PROPERTIES = ROOT / "tests" / "law" / "test_properties.py"
CLOSEST = {
    "calendars": "counting", "counting": "counting", "corrections": "events_and_processes",
    "events": "events_and_processes", "processes": "events_and_processes", "duty": "schedule", "finding": "schedule",
    "schedule": "schedule", "reliance": "reliance_and_states", "states": "reliance_and_states",
    "words": "words", "explaining": "rules", "provisions": "rules", "reading": "rules",
    "rulebook": "rules", "from_json": "law_command", "examples": "examples",
}  # fmt: skip
"""The tests that are likely to notice first. All of them are run before a fault is said to survive."""
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
RECKONED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.BitOr: ast.BitAnd}
CALLED = {"max": "min", "min": "max", "any": "all", "all": "any", "sorted": "list", "next": "list"}


@dataclass(frozen=True)
class Mutant:
    """One fault: where it is, what it does, and the module with it."""

    file: str
    line: int
    what: str
    source: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return f"{self.file}:{self.line} {self.what}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Every fault of a file. Decorators are left alone: what they say is for readers and type checkers."""
    text = path.read_text()
    original = ast.parse(text)
    lines = text.splitlines()
    decorators = {id(each) for node in ast.walk(original) for each in _decoration(node)}
    for number, node in enumerate(ast.walk(original)):
        what = "" if id(node) in decorators else _faults(node)
        if not what:
            continue
        tree = copy.deepcopy(original)
        _apply(list(ast.walk(tree))[number], tree)
        ast.fix_missing_locations(tree)
        line = getattr(node, "lineno", 0)
        yield Mutant(path.name, line, what, lines[line - 1].strip() if line else "", tree)


def _decoration(node: ast.AST) -> Iterator[ast.AST]:
    for decorator in getattr(node, "decorator_list", ()):
        yield from ast.walk(decorator)


def _faults(node: ast.AST) -> str:
    """What can go wrong at this place, in a word; ``_apply`` does it."""
    return _fault_of_value(node) or _fault_of_flow(node)


def _fault_of_value(node: ast.AST) -> str:
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in COMPARED:
            return f"{type(operator).__name__} becomes {COMPARED[type(operator)].__name__}"
        case ast.BoolOp():
            return "and becomes or" if isinstance(node.op, ast.And) else "or becomes and"
        case ast.UnaryOp(op=ast.Not()):
            return "not is dropped"
        case ast.BinOp() if type(node.op) in RECKONED and not _is_hint(node):
            return f"{type(node.op).__name__} becomes {RECKONED[type(node.op)].__name__}"
        case ast.Constant(value=bool() | int()):
            return f"{node.value} becomes another"
        case ast.Call(func=ast.Name(id=name)) if name in CALLED:
            return f"{name} becomes {CALLED[name]}"
    return ""


def _fault_of_flow(node: ast.AST) -> str:
    match node:
        case ast.Return(value=value) if value is not None and not _is_plain(value):
            return "returns None"
        case ast.If() | ast.IfExp() if isinstance(node.test, ast.Name | ast.Attribute | ast.Call):
            return "if becomes if not"
        case ast.Break():
            return "break becomes continue"
        case ast.Continue():
            return "continue becomes break"
        case ast.Raise():
            return "raise becomes pass"
    return ""


def _is_hint(node: ast.BinOp) -> bool:
    """``date | None`` and its like in annotations."""
    return isinstance(node.op, ast.BitOr) and not isinstance(node.left, ast.Call | ast.Dict)


def _is_plain(node: ast.expr) -> bool:
    """Nothing already, or a truth value, which is a fault of its own."""
    return isinstance(node, ast.Constant) and (not node.value or node.value is True)


def _apply(node: Any, tree: ast.Module) -> None:
    if _fault_of_value(node):
        _apply_to_value(node, tree)
    else:
        _apply_to_flow(node, tree)


def _apply_to_value(node: Any, tree: ast.Module) -> None:
    match node:
        case ast.Compare():
            node.ops = [COMPARED[type(node.ops[0])]()]
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.UnaryOp():
            _replace(tree, node, node.operand)
        case ast.BinOp():
            node.op = RECKONED[type(node.op)]()
        case ast.Constant():
            node.value = not node.value if isinstance(node.value, bool) else node.value + 1
        case ast.Call():
            node.func.id = CALLED[node.func.id]


def _apply_to_flow(node: Any, tree: ast.Module) -> None:
    match node:
        case ast.Return():
            node.value = ast.Constant(None)
        case ast.If() | ast.IfExp():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.Break():
            _replace(tree, node, ast.Continue())
        case ast.Continue():
            _replace(tree, node, ast.Break())
        case ast.Raise():
            _replace(tree, node, ast.Pass())


def _replace(tree: ast.Module, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(each is old for each in value):
                value[:] = [new if each is old else each for each in value]


class Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the module with the fault in place of the one on disk."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = f"{PACKAGE}.{Path(mutant.file).stem}"
        self.code = compile(mutant.tree, str(ROOM / mutant.file), "exec")

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        return importlib.util.spec_from_loader(fullname, self) if fullname == self.name else None

    def exec_module(self, module: Any) -> None:
        exec(self.code, module.__dict__)


def survives(mutant: Mutant) -> bool:
    """Whether no test notices. A fault that runs for ever is noticed."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            sys.meta_path.insert(0, Faulty(mutant))
            os._exit(0 if _is_noticed(Path(mutant.file).stem) else 77)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 77


def _is_noticed(module: str) -> bool:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        signal.alarm(EXAMPLES_SECONDS)
        if _differs():
            return True
        signal.alarm(LIMIT_SECONDS)
        return (
            _fails(f"tests/law/test_{CLOSEST.get(module, 'schedule')}.py")
            or _fails("--ignore", str(PROPERTIES), "tests/law")
            or _fails(str(PROPERTIES))
        )


def _differs() -> bool:
    """The worked examples alone, which are quick."""
    examples: Any = importlib.import_module(f"{PACKAGE}.examples")
    reading: Any = importlib.import_module(f"{PACKAGE}.reading")
    rules, calendar = reading.statutory_rules(), reading.england()
    return any(
        each.differences(rules=rules, calendar=calendar)
        for table in examples.read_tables()
        for each in table.examples
    )


def _fails(*arguments: str) -> bool:
    return pytest.main([*QUIET, *arguments]) != 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="mutate", description=__doc__)
    parser.add_argument("files", nargs="*", help="names of files of the room; all of them if none")
    options = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    known = tomllib.loads((ROOT / "tests/law/equivalent_mutants.toml").read_text())["mutant"]
    harmless = {(each["file"], each["line"], each["what"]) for each in known}
    paths = [
        each
        for each in sorted(ROOM.glob("*.py"))
        if not options.files or each.name in options.files
    ]
    began, count, left, excused = time.monotonic(), 0, 0, 0
    for path in paths:
        for mutant in mutants(path):
            count += 1
            if not survives(mutant):
                continue
            is_harmless = (mutant.file, mutant.source, mutant.what) in harmless
            excused += is_harmless
            left += not is_harmless
            if not is_harmless:
                print(f"survives: {mutant.name}    {mutant.source}", flush=True)
    killed = count - left - excused
    print(
        f"{count} faults, {killed} noticed, {excused} without effect, {left} not noticed; {time.monotonic() - began:.0f} s"
    )
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
