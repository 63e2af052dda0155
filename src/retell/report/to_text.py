"""A comparison for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from retell.changes.model import Severity
from retell.report.model import Branch, Cell, Finding, Quote, Report, TraceReport

NARROW = 88
LINE = 80
"""Letters on a line of what is written to be read anywhere."""
STYLES = {
    ("left", Severity.MEANING): "bold underline dark_orange3",
    ("left", Severity.NUANCE): "underline dark_orange3",
    ("right", Severity.MEANING): "bold underline dodger_blue2",
    ("right", Severity.NUANCE): "underline dodger_blue2",
}
SIGNS = {"left": ("[-", "-]"), "right": ("{+", "+}")}
QUOTED = 160


def to_text(report: Report, console: Console) -> None:
    """Print the verdict, the two versions side by side (stacked where narrow), and the findings."""
    for part in (_verdict(report), _versions(report, console), _findings(report), _alone(report)):
        console.print(part)


def as_text(report: Report) -> str:
    """A comparison as lines, one version below the other: to be read out, or sent as mail."""
    return _written(lambda console: to_text(report, console))


def trace_as_text(report: TraceReport) -> str:
    """A trace as lines."""
    return _written(lambda console: trace_to_text(report, console))


def _written(printing: Callable[[Console], None]) -> str:
    out = StringIO()
    printing(Console(file=out, width=LINE, color_system=None, force_terminal=False, highlight=False))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def trace_to_text(report: TraceReport, console: Console) -> None:
    """Print each family as a tree of copying, then what shares something but is no family."""
    console.print(_text(report.verdict, style="bold"))
    for story in report.stories:
        console.print()
        console.print(_text(f"{story.number}. {story.title}", style="bold"))
        for tree in story.trees:
            for line in _branch(tree, ""):
                console.print(line)
        for one, other in story.undecided:
            console.print(_text(f"  undecided: {one.label} or {other.label} first", style="italic"))
        for beside in (*story.lost, *story.beside):
            console.print(_text(f"  {beside}", style="italic"))
    if report.pairings:
        console.print()
        console.print(_text("Related, but no copies", style="bold"))
    for pair in report.pairings:
        told = f"  {pair.left.label} · {pair.right.label}: {pair.relation} ({pair.sure} %). {pair.why}"
        console.print(_text(told))


def _verdict(report: Report) -> RenderableType:
    lines: list[RenderableType] = [_text(report.verdict.line, style="bold")]
    lines += [Padding(_text(reason, style="dim"), (0, 0, 0, 2)) for reason in report.verdict.rests_on]
    return Group(*lines, Text())


def _versions(report: Report, console: Console) -> RenderableType:
    signs = not console.is_terminal
    if console.width < NARROW:
        return Group(*_stacked(report, signs=signs))
    table = Table(show_edge=False, expand=True, padding=(0, 1), show_lines=False)
    table.add_column("", justify="right", width=4, style="dim")
    table.add_column(_title(report.left.part, report.left.label), ratio=1)
    table.add_column(_title(report.right.part, report.right.label), ratio=1)
    for row in report.rows:
        note = _text(f"  ↔ {row.note}", style="italic dim") if row.note else None
        left, right = _cells(row.left, "left", signs=signs), _cells(row.right, "right", signs=signs)
        table.add_row(str(row.number), left, Group(right, note) if note else right)
    return table


def _title(part: str, label: str) -> Text:
    return _text(f"{part.upper()}  {label}", style="bold")


def _stacked(report: Report, *, signs: bool) -> Iterator[RenderableType]:
    yield _text(f"− {report.left.part}: {report.left.label}")
    yield _text(f"+ {report.right.part}: {report.right.label}")
    for row in report.rows:
        yield Rule(_text(f"{row.number}" + (f"  {row.note}" if row.note else ""), style="dim"), align="left")
        same = row.kind == "identical" and not row.has_findings
        for side, sign, cells in (("left", "=" if same else "−", row.left), ("right", "+", row.right)):
            if cells and not (same and side == "right"):
                yield Padding(_text(f"{sign} ").append_text(_cells(cells, side, signs=signs)), (0, 0))


def _cells(cells: Iterable[Cell], side: str, *, signs: bool) -> Text:
    text = Text()
    for cell in cells:
        if text:
            text.append(" ")
        text.append_text(_sentence(cell, side, signs=signs))
    return text


def _sentence(cell: Cell, side: str, *, signs: bool) -> Text:
    """A sentence with its marks, styled on a terminal, between signs elsewhere, and their numbers."""
    text = Text(style="" if cell.role == "body" else "dim italic")
    if cell.role != "body":
        text.append(f"[{cell.role}] ")
    opened, closed = SIGNS[side] if signs else ("", "")
    inside = False
    for at, piece in enumerate(cell.pieces):
        marked = piece.severity is not None and piece.severity.rank > 0
        if marked and not inside:
            text.append(opened)
        inside = marked
        text.append(
            _shown(piece.text), style=STYLES.get((side, piece.severity), "") if piece.severity else ""
        )
        following = cell.pieces[at + 1] if at + 1 < len(cell.pieces) else None
        goes_on = following is not None and following.severity is not None and following.severity.rank > 0
        if marked and (piece.number is not None or not goes_on):
            text.append(closed)
            text.append(f"({piece.number})" if piece.number else "", style="bold")
            inside = False
    return text


def _findings(report: Report) -> RenderableType:
    lines: list[RenderableType] = [Text()]
    for severity in (Severity.MEANING, Severity.NUANCE):
        found = [finding for finding in report.findings if finding.severity is severity]
        if found:
            lines.append(_text(f"{_heading(severity)} ({len(found)})", style="bold"))
            lines += [line for finding in found for line in _finding(finding)]
            lines.append(Text())
    if report.harmless:
        lines.append(
            _text(f"Harmless: {len(report.harmless)} more, in other words to the same effect.", style="dim")
        )
    return Group(*lines)


def _heading(severity: Severity) -> str:
    return "Changes of meaning" if severity is Severity.MEANING else "Changes of nuance"


def _finding(finding: Finding) -> Iterator[RenderableType]:
    kind = f"{finding.kind}: {finding.detail.replace('_', ' ')}" if finding.detail else finding.kind
    doubt = "" if finding.sureness == "sure" else f"  ({finding.sureness})"
    yield _text(f"{finding.number:>4}  {kind}{doubt}  ", style="bold").append_text(_words(finding))
    yield Padding(_text(finding.why), (0, 0, 0, 6))


def _words(finding: Finding) -> Text:
    text = Text(style="not bold")
    text.append(_quoted(finding.left), style="not bold dark_orange3")
    text.append(" → ")
    return text.append(_quoted(finding.right), style="not bold dodger_blue2")


def _quoted(quote: Quote | None) -> str:
    if quote is None or not quote.text:
        return "(nothing)"
    return _short(quote.text)


def _alone(report: Report) -> RenderableType:
    lines: list[RenderableType] = []
    for title, losses in (("Dropped", report.dropped), ("Added", report.added)):
        body = [loss for loss in losses if loss.role == "body"]
        furniture = [loss for loss in losses if loss.role != "body"]
        if body:
            lines.append(_text(f"{title}: passages ({len(body)})", style="bold"))
            lines += [Padding(_text(f"row {loss.row}: {_short(loss.text)}"), (0, 0, 0, 4)) for loss in body]
        if furniture:
            lines.append(_text(f"{title}: page furniture ({len(furniture)})", style="bold"))
            lines += [
                Padding(_text(f"row {loss.row}, {loss.role}: {_short(loss.text)}"), (0, 0, 0, 4))
                for loss in furniture
            ]
    return Group(*lines)


def _short(text: str) -> str:
    words = " ".join(_shown(text).split())
    return words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + " …"


def _branch(branch: Branch, indent: str) -> Iterator[Text]:
    sure = f" ({branch.sure} %)" if branch.sure is not None else ""
    when = f", {branch.member.when}" if branch.member.when else ""
    counts = f": {branch.counts}" if branch.counts else ""
    arrow = "└─ " if branch.sure is not None else ""
    yield _text(f"  {indent}{arrow}{branch.member.label}{when}{sure}{counts}")
    below = indent + ("   " if branch.sure is not None else "")
    for taken in branch.borrowed:
        yield _text(
            f"  {below}╌╌ passages from {' or '.join(taken.sources)} ({taken.sure} %)", style="italic"
        )
        for passage in taken.passages:
            yield _text(f"  {below}   “{_short(passage)}”", style="dim")
    for copy in branch.copies:
        yield from _branch(copy, below)


def _text(words: str, style: str = "") -> Text:
    return Text(_shown(words), style=style)


def _shown(text: str) -> str:
    """Text without the codes by which a terminal could be made to do something; each leaves a sign."""
    return text.translate(_CONTROLS)


_CONTROLS = {code: 0x2400 + code for code in range(32) if code not in (9, 10)} | dict.fromkeys(
    range(127, 160), 0xFFFD
)
