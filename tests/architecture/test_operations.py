"""Every verb that changes a record says who and when, and leaves an event in the ledger."""

import ast
from pathlib import Path

import pytest

from tests.architecture.house import called_name, drawer_files, name_of, room_of, source_files, tree

# The ledger's own verbs write the ledger itself.
OWN_EVENTS = {"ledger"}


def _operations() -> list[tuple[Path, ast.FunctionDef]]:
    return [
        (path, node)
        for path in drawer_files("operations")
        if room_of(path) not in OWN_EVENTS
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def _records(path: Path, function: ast.FunctionDef, seen: frozenset[str] = frozenset()) -> bool:
    """True when the function, or a function it calls, records an event."""
    local = {n.name: n for n in tree(path).body if isinstance(n, ast.FunctionDef)}
    imported = {
        alias.asname or alias.name: (node.module or "")
        for node in tree(path).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
        name = called_name(call)
        if name in {"record", "record_look"} or name.endswith((".record", ".record_look")):
            return True
        if ".operations" in imported.get(name.split(".")[0], ""):
            return True
        if name in local and name not in seen and _records(path, local[name], seen | {name}):
            return True
    return False


def _id(value: object) -> str:
    return name_of(value) if isinstance(value, Path) else getattr(value, "name", "")


@pytest.mark.parametrize(("path", "function"), _operations(), ids=_id)
def test_an_operation_is_keyword_only_with_actor_and_at(
    path: Path, function: ast.FunctionDef
) -> None:
    assert function.args.args == [], f"{function.name} takes positional arguments"
    assert {"actor", "at"} <= {a.arg for a in function.args.kwonlyargs}, (
        f"{function.name} must take actor and at"
    )


@pytest.mark.parametrize(("path", "function"), _operations(), ids=_id)
def test_an_operation_records_an_event(path: Path, function: ast.FunctionDef) -> None:
    assert _records(path, function), f"{function.name} in {name_of(path)} leaves no event"


def test_records_are_reached_only_inside_their_own_room() -> None:
    found = []
    for path in source_files():
        foreign = {
            alias.asname or alias.name
            for node in tree(path).body
            if isinstance(node, ast.ImportFrom) and ".models" in (node.module or "")
            for alias in node.names
            if (node.module or "").split(".")[1] != room_of(path)
        }
        for node in ast.walk(tree(path)):
            match node:
                case ast.Attribute(value=ast.Name(id=owner), attr="objects") if owner in foreign:
                    found.append(f"{name_of(path)}:{node.lineno} {owner}.objects")
    assert found == []
