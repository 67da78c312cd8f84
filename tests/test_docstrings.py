"""A public function that raises says so: its docstring names each exception it raises itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.template import ROOMS, ROOT, files_of

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(scope: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function]]:
    """Public functions and methods of public classes, by dotted name."""
    for node in ast.iter_child_nodes(scope):
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            if isinstance(node, ast.ClassDef):
                yield from functions(node, f"{prefix}{node.name}.")
            else:
                yield f"{prefix}{node.name}", node


def raised(function: Function) -> set[str]:
    """Names of the exceptions a function raises by a statement of its own; ``raise`` alone and what is abstract is left out."""
    names = set()
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Raise) and node.exc is not None:
            called = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            names.add(ast.unparse(called).rsplit(".", 1)[-1])
        if not isinstance(node, Function | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))
    return {name for name in names if name[:1].isupper()} - {"NotImplementedError"}


def silent(path: Path) -> list[str]:
    """``file: function does not name Exception`` for each gap in a file."""
    gaps = []
    for name, function in functions(ast.parse(path.read_text())):
        told = ast.get_docstring(function) or ""
        missing = sorted(exception for exception in raised(function) if exception not in told)
        gaps += [f"{path.relative_to(ROOT)}: {name} does not name {exception}" for exception in missing]
    return gaps


def test_a_function_that_raises_says_so() -> None:
    files = [
        path for room in ROOMS for path in files_of(room) if path.suffix == ".py" and "migrations" not in path.parts
    ]
    assert [gap for path in sorted(files) for gap in silent(path)] == []
