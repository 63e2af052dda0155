"""What is printed of a comparison as rich shows it, on a terminal or where signs have widths of their own."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule as Ruled
from rich.table import Table
from rich.text import Text

from retell.report.lines import NUMBERS, Line, Part, Rule, Words


def show(parts: Iterable[Part], console: Console) -> None:
    """Print the parts one below the other."""
    for part in parts:
        console.print(_drawn(part))


def unstyled(parts: Iterable[Part], width: int) -> str:
    """The parts without escape codes."""
    console = Console(file=io.StringIO(), width=width, force_terminal=False, no_color=True, highlight=False)
    with console.capture() as captured:
        show(parts, console)
    return captured.get()


def _drawn(part: Part) -> RenderableType:
    if isinstance(part, Line):
        return Padding(_text(part.words), (0, 0, 0, part.indent)) if part.indent else _text(part.words)
    if isinstance(part, Rule):
        return Ruled(_text(part.words), align="left")
    table = Table(show_edge=False, expand=True, padding=(0, 1), show_lines=False)
    table.add_column("", justify="right", width=NUMBERS, style="dim")
    for title in part.titles:
        table.add_column(_text(title), ratio=1)
    for number, left, right in part.rows:
        shown = [_text(each) for each in right]
        table.add_row(number, _text(left), shown[0] if len(shown) == 1 else Group(*shown))
    return table


def _text(words: Words) -> Text:
    text = Text(style=words.style)
    for part in words.parts:
        if isinstance(part, Words):
            text.append_text(_text(part))
        else:
            text.append(*part)
    return text
