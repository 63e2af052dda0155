"""The reference pages, made from the code; `--check` fails where one is stale."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click

from retell import errors
from retell.changes.kinds import READING_ORDER
from retell.cli import cli
from retell.settings import alignment, changes, document, family, lineage, lineage_weights, report, skeleton

STAGES = (document, alignment, family, changes, lineage_weights, skeleton, lineage, report)
HERE = Path(__file__).resolve().parent / "reference"
MADE = "<!-- Made by docs/generate.py: change the code, then run `make docs`. -->\n\n"
_CODE = re.compile(r"R\d{3}")


def command_line() -> str:
    """Every command with its arguments and options."""
    parts = ["# The command line\n"]
    with click.Context(cli, info_name="retell") as root:
        for path, command in _commands(cli, root, "retell"):
            with click.Context(command, info_name=path) as context:
                parts.append(f"## `{path}`\n\n```text\n{command.get_help(context)}\n```\n")
    parts.append(
        "## Completion\n\n"
        "The shell completes commands and options once it is told how:\n\n"
        "```sh\n"
        'eval "$(_RETELL_COMPLETE=bash_source retell)"   # in ~/.bashrc\n'
        'eval "$(_RETELL_COMPLETE=zsh_source retell)"    # in ~/.zshrc\n'
        "_RETELL_COMPLETE=fish_source retell | source    # in ~/.config/fish/config.fish\n"
        "```\n"
    )
    return "\n".join(parts)


def kinds() -> str:
    """Every kind of change, as its own module tells it."""
    parts = [
        "# Kinds of change\n",
        "In the order in which they are read: an earlier kind claims its words first.\n",
    ]
    for kind in READING_ORDER:
        parts.append(f"## `{kind.NAME}`\n\n{inspect.cleandoc(kind.__doc__ or '')}\n")
    return "\n".join(parts)


def numbers() -> str:
    """Every setting of every stage, with its default and where the number came from."""
    parts = ["# Settings\n", "Every number that can change a result. They are stored with what they made.\n"]
    for one in (each for stage in STAGES for each in _classes(stage)):
        rows = list(_fields(one))
        if not rows:
            continue
        parts.append(f"## `{one.name}`\n\n{ast.get_docstring(one) or ''}\n")
        parts.append("| setting | default | what it is, and where it came from |\n| --- | --- | --- |")
        parts += [f"| `{name}` | `{default}` | {_cell(told)} |" for name, default, told in rows]
        parts.append("")
    return "\n".join(parts)


def messages() -> str:
    """Every message by its permanent code."""
    parts = [
        "# Messages\n",
        "Each message begins with a code that never changes. R1xx: an input that cannot be read (exit\n"
        "status 3); R2xx: usage (2); R3xx: network (4); R4xx: engine or store; R5xx: internal (5).\n",
    ]
    found = sorted(
        (text[:4], (ast.get_docstring(function) or "").strip(), text)
        for one in _classes(errors)
        for function in one.body
        if isinstance(function, ast.FunctionDef)
        for text in _messages(function)
    )
    parts += [f"## {code}\n\n{told}\n\n> {text[6:]}\n" for code, told, text in found]
    return "\n".join(parts)


def _commands(group: click.Group, context: click.Context, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, group
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, context, f"{path} {name}")
        elif command:
            yield f"{path} {name}", command


def _classes(module: ModuleType) -> Iterator[ast.ClassDef]:
    tree = ast.parse(inspect.getsource(module))
    return (node for node in tree.body if isinstance(node, ast.ClassDef))


def _fields(one: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    """Name, default and the docstring that follows, for each annotated field."""
    for at, node in enumerate(one.body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            told = one.body[at + 1] if at + 1 < len(one.body) else None
            is_told = isinstance(told, ast.Expr) and isinstance(told.value, ast.Constant)
            text = str(told.value.value) if is_told else ""  # type: ignore[union-attr]
            yield node.target.id, ast.unparse(node.value) if node.value else "required", text


def _messages(function: ast.FunctionDef) -> Iterator[str]:
    """The messages a constructor makes, what it fills in between braces."""
    for node in ast.walk(function):
        if isinstance(node, ast.JoinedStr):
            text = "".join(_part(value) for value in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if _CODE.match(text) and len(text) > 6:
            yield text


def _part(value: ast.expr) -> str:
    if isinstance(value, ast.FormattedValue):
        return "{" + ast.unparse(value.value) + "}"
    return str(value.value) if isinstance(value, ast.Constant) else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


PAGES = {"command-line.md": command_line, "kinds.md": kinds, "settings.md": numbers, "messages.md": messages}


def main() -> int:
    """Write the pages, or with --check say which are stale."""
    stale = []
    for name, made in PAGES.items():
        text = MADE + made().rstrip("\n") + "\n"
        path = HERE / name
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv[1:]:
            HERE.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(f"wrote docs/reference/{name}")
    if stale and "--check" in sys.argv[1:]:
        print(f"stale: {', '.join(stale)}. Run: make docs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
