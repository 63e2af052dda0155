"""Results on stdout and in files, each file whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from retell.cli.session import Session

if TYPE_CHECKING:
    from rich.console import Console

    from retell.document.model import Skipped
    from retell.report.model import Report, TraceReport
    from retell.tracing import Tracing

PIPED_WIDTH = 100
UNFINISHED = "INCOMPLETE"


class Wanted(TypedDict):
    """What `retell compare` is to do with its result."""

    as_json: bool
    page: str | None
    form: str | None
    output: str | None
    fail_on: str | None
    no_model: bool


def deliver(session: Session, report: Report, wanted: Wanted) -> None:
    """Write the report in every form that was asked for."""
    from retell.report.formats import form_of, rendered

    page, output = wanted["page"], wanted["output"]
    form = "json" if wanted["as_json"] else wanted["form"] or form_of(output or "")
    if page:
        write_whole(Path(page), rendered(report, "html"))
        session.say(f"{page}: {report.verdict.line}.")
    if page and not form and not output:
        return
    if form and form != "text":
        text = rendered(report, form)
        write_whole(Path(output), text) if output else print_out(text)
    else:
        _as_text(report, output)


def _as_text(report: Report, output: str | None) -> None:
    from retell.report.to_text import as_plain, to_text

    if output:
        write_whole(Path(output), as_plain(report, PIPED_WIDTH))
    else:
        _show(lambda console: to_text(report, console), lambda width: as_plain(report, width))


def _show(styled: Callable[[Console], None], plain: Callable[[int], str]) -> None:
    """On stdout: styled on a terminal; plain, and as wide as COLUMNS says, elsewhere."""
    if sys.stdout.isatty():
        from rich.console import Console

        styled(Console(highlight=False, markup=False, emoji=False))
        return
    width = os.environ.get("COLUMNS", "")
    sys.stdout.write(plain(int(width) if width.isdigit() and int(width) else PIPED_WIDTH))


def begun(output: str) -> Path:
    """The folder of a trace, marked as unfinished."""
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / UNFINISHED).write_text("This trace did not finish: what lies here is not all of it.\n")
    except OSError as error:
        from retell.errors import UsageError

        raise UsageError.cannot_write(output, error.strerror or str(error)) from None
    return folder


def fill(folder: Path, tracing: Tracing, made: TraceReport, skipped: Iterable[Skipped]) -> None:
    """Every file of a trace, each whole or not at all; then the mark is taken away."""
    from retell.report.build import report
    from retell.report.families import page_name
    from retell.report.to_html import to_html, trace_to_html
    from retell.report.to_json import lines, match_line, skipped_line, story_line

    write_whole(folder / "stories.jsonl", "".join(lines(story_line(story) for story in tracing.stories)))
    write_whole(folder / "matches.jsonl", "".join(lines(match_line(match) for match in tracing.matches)))
    write_whole(folder / "skipped.jsonl", "".join(lines(skipped_line(item) for item in skipped)))
    for old in (folder / "comparisons").glob("[0-9]*-[0-9]*.html"):
        old.unlink()
    for number, story in enumerate(tracing.stories, start=1):
        for at, comparison in enumerate(story.comparisons, start=1):
            back = f"../index.html#family-{number}"
            write_whole(folder / page_name(number, at), to_html(report(comparison), back=back))
    write_whole(folder / "index.html", trace_to_html(made))
    (folder / UNFINISHED).unlink()


def print_trace(tracing: Tracing, made: TraceReport, *, as_json: bool) -> None:
    """The stories on stdout, one a line or as trees."""
    if as_json:
        from retell.report.to_json import lines, story_line

        print_out("".join(lines(story_line(story) for story in tracing.stories)))
    else:
        from retell.report.to_text import trace_as_plain, trace_to_text

        _show(lambda console: trace_to_text(made, console), lambda width: trace_as_plain(made, width))


def print_out(text: str) -> None:
    """Text on stdout as UTF-8, whatever the locale: a script reads it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def write_whole(path: Path, text: str) -> None:
    """The file whole or not at all: written beside it under another name, and renamed."""
    import tempfile  # with all that it loads in turn, and most runs write no file

    made: str | None = None
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(text.encode("utf-8", "replace"))  # a pipe or device must stay what it is
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".incomplete", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
        Path(made).chmod(0o666 & ~_umask())
        Path(made).replace(path)
        made = None
    except OSError as error:
        from retell.errors import UsageError

        raise UsageError.cannot_write(str(path), error.strerror or str(error)) from None
    finally:
        if made:
            Path(made).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
