"""The lengths that CONTRIBUTING names: a file is one idea, a function can be seen at once."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
LONGER = {"Collection"}  # and why: CONTRIBUTING.md


def test_no_module_function_or_class_is_too_long():
    found = []
    for path in SOURCE.rglob("*.py"):
        text = path.read_text("utf-8")
        if text.count("\n") > 400:
            found.append(f"{path}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            is_class = isinstance(node, ast.ClassDef)
            if is_class or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > (300 if is_class else 60) and node.name not in LONGER:
                    found.append(f"{path}: {node.name} has {length} lines")
    assert not found
