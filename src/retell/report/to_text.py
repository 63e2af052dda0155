"""A comparison for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from retell.changes.model import Severity
from retell.report.lines import Line, Part, Rule, Versions, Words
from retell.report.model import Branch, Cell, Finding, Quote, Report, TraceReport
from retell.report.plain import plain

if TYPE_CHECKING:
    from rich.console import Console

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
    from retell.report.styled import show

    show(_parts(report, console.width, signs=not console.is_terminal), console)


def as_plain(report: Report, width: int) -> str:
    """The same as lines without styles."""
    return plain(_parts(report, width, signs=True), width)


def as_text(report: Report) -> str:
    """A comparison as lines, one version below the other: to be read out, or sent as mail."""
    return as_plain(report, LINE)


def trace_to_text(report: TraceReport, console: Console) -> None:
    """Print each family as a tree of copying, then what shares something but is no family."""
    from retell.report.styled import show

    show(_trace_parts(report), console)


def trace_as_plain(report: TraceReport, width: int) -> str:
    """The same as lines without styles."""
    return plain(_trace_parts(report), width)


def trace_as_text(report: TraceReport) -> str:
    """A trace as lines."""
    return trace_as_plain(report, LINE)


def _trace_parts(report: TraceReport) -> Iterator[Part]:
    yield _line(report.verdict, style="bold")
    for story in report.stories:
        yield Line()
        yield _line(f"{story.number}. {story.title}", style="bold")
        for tree in story.trees:
            yield from _branch(tree, "")
        for one, other in story.undecided:
            yield _line(f"  undecided: {one.label} or {other.label} first", style="italic")
        for beside in (*story.lost, *story.beside):
            yield _line(f"  {beside}", style="italic")
    if report.pairings:
        yield Line()
        yield _line("Related, but no copies", style="bold")
    for pair in report.pairings:
        yield _line(f"  {pair.left.label} · {pair.right.label}: {pair.relation} ({pair.sure} %). {pair.why}")


def _parts(report: Report, width: int, *, signs: bool) -> Iterator[Part]:
    yield from _verdict(report)
    yield from _stacked(report, signs=signs) if width < NARROW else (_versions(report, signs=signs),)
    yield from _findings(report)
    yield from _alone(report)


def _verdict(report: Report) -> Iterator[Part]:
    yield _line(report.verdict.line, style="bold")
    for reason in report.verdict.rests_on:
        yield _line(reason, style="dim", indent=2)
    yield Line()


def _versions(report: Report, *, signs: bool) -> Versions:
    rows = []
    for row in report.rows:
        left, right = _cells(row.left, "left", signs=signs), _cells(row.right, "right", signs=signs)
        note = (_words(f"  ↔ {row.note}", style="italic dim"),) if row.note else ()
        rows.append((str(row.number), left, (right, *note)))
    titles = (_title(each.part, each.label) for each in (report.left, report.right))
    return Versions(titles=(next(titles), next(titles)), rows=tuple(rows))


def _title(part: str, label: str) -> Words:
    return _words(f"{part.upper()}  {label}", style="bold")


def _stacked(report: Report, *, signs: bool) -> Iterator[Part]:
    yield _line(f"− {report.left.part}: {report.left.label}")
    yield _line(f"+ {report.right.part}: {report.right.label}")
    for row in report.rows:
        yield Rule(words=_words(f"{row.number}" + (f"  {row.note}" if row.note else ""), style="dim"))
        same = row.kind == "identical" and not row.has_findings
        for side, sign, cells in (("left", "=" if same else "−", row.left), ("right", "+", row.right)):
            if cells and not (same and side == "right"):
                yield Line(words=Words(parts=((f"{sign} ", ""), _cells(cells, side, signs=signs))))


def _cells(cells: Iterable[Cell], side: str, *, signs: bool) -> Words:
    parts: list[tuple[str, str] | Words] = []
    for cell in cells:
        if parts:
            parts.append((" ", ""))
        parts.append(_sentence(cell, side, signs=signs))
    return Words(parts=tuple(parts))


def _sentence(cell: Cell, side: str, *, signs: bool) -> Words:
    """A sentence with its marks, styled on a terminal, between signs elsewhere, and their numbers."""
    parts = [] if cell.role == "body" else [(f"[{cell.role}] ", "")]
    opened, closed = SIGNS[side] if signs else ("", "")
    inside = False
    for at, piece in enumerate(cell.pieces):
        marked = piece.severity is not None and piece.severity.rank > 0
        if marked and not inside:
            parts.append((opened, ""))
        inside = marked
        parts.append((_shown(piece.text), STYLES.get((side, piece.severity), "") if piece.severity else ""))
        following = cell.pieces[at + 1] if at + 1 < len(cell.pieces) else None
        goes_on = following is not None and following.severity is not None and following.severity.rank > 0
        if marked and (piece.number is not None or not goes_on):
            parts += [(closed, ""), (f"({piece.number})" if piece.number else "", "bold")]
            inside = False
    return Words(parts=tuple(parts), style="" if cell.role == "body" else "dim italic")


def _findings(report: Report) -> Iterator[Part]:
    yield Line()
    for severity in (Severity.MEANING, Severity.NUANCE):
        found = [finding for finding in report.findings if finding.severity is severity]
        if found:
            yield _line(f"{_heading(severity)} ({len(found)})", style="bold")
            for finding in found:
                yield from _finding(finding)
            yield Line()
    if report.harmless:
        yield _line(f"Harmless: {len(report.harmless)} more, in other words to the same effect.", style="dim")


def _heading(severity: Severity) -> str:
    return "Changes of meaning" if severity is Severity.MEANING else "Changes of nuance"


def _finding(finding: Finding) -> Iterator[Part]:
    kind = f"{finding.kind}: {finding.detail.replace('_', ' ')}" if finding.detail else finding.kind
    doubt = "" if finding.sureness == "sure" else f"  ({finding.sureness})"
    head = _shown(f"{finding.number:>4}  {kind}{doubt}  "), ""
    yield Line(words=Words(parts=(head, _exchanged(finding)), style="bold"))
    yield _line(finding.why, indent=6)


def _exchanged(finding: Finding) -> Words:
    left = _quoted(finding.left), "not bold dark_orange3"
    right = _quoted(finding.right), "not bold dodger_blue2"
    return Words(parts=(left, (" → ", ""), right), style="not bold")


def _quoted(quote: Quote | None) -> str:
    if quote is None or not quote.text:
        return "(nothing)"
    return _short(quote.text)


def _alone(report: Report) -> Iterator[Part]:
    for title, losses in (("Dropped", report.dropped), ("Added", report.added)):
        body = [loss for loss in losses if loss.role == "body"]
        furniture = [loss for loss in losses if loss.role != "body"]
        if body:
            yield _line(f"{title}: passages ({len(body)})", style="bold")
            for loss in body:
                yield _line(f"row {loss.row}: {_short(loss.text)}", indent=4)
        if furniture:
            yield _line(f"{title}: page furniture ({len(furniture)})", style="bold")
            for loss in furniture:
                yield _line(f"row {loss.row}, {loss.role}: {_short(loss.text)}", indent=4)


def _short(text: str) -> str:
    words = " ".join(_shown(text).split())
    return words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + " …"


def _branch(branch: Branch, indent: str) -> Iterator[Part]:
    sure = f" ({branch.sure} %)" if branch.sure is not None else ""
    when = f", {branch.member.when}" if branch.member.when else ""
    counts = f": {branch.counts}" if branch.counts else ""
    arrow = "└─ " if branch.sure is not None else ""
    yield _line(f"  {indent}{arrow}{branch.member.label}{when}{sure}{counts}")
    below = indent + ("   " if branch.sure is not None else "")
    for taken in branch.borrowed:
        yield _line(
            f"  {below}╌╌ passages from {' or '.join(taken.sources)} ({taken.sure} %)", style="italic"
        )
        for passage in taken.passages:
            yield _line(f"  {below}   “{_short(passage)}”", style="dim")
    for copy in branch.copies:
        yield from _branch(copy, below)


def _line(words: str, style: str = "", indent: int = 0) -> Line:
    return Line(words=_words(words, style), indent=indent)


def _words(words: str, style: str = "") -> Words:
    return Words(parts=((_shown(words), ""),), style=style)


def _shown(text: str) -> str:
    """Text without the codes by which a terminal could be made to do something; each leaves a sign."""
    return text.translate(_CONTROLS)


_CONTROLS = {code: 0x2400 + code for code in range(32) if code not in (9, 10)} | dict.fromkeys(
    range(127, 160), 0xFFFD
)
