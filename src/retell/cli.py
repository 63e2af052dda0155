"""The command line: arguments in, one library call, output out.

Nothing but click is imported here at the top: `retell --help` and completion must answer at once.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypedDict, Unpack

import click

if TYPE_CHECKING:
    from rich.console import Console

    from retell.document.model import Document, Skipped
    from retell.report.model import Report, TraceReport
    from retell.trace import Tracing

INTERRUPTED = 130
PIPED_WIDTH = 100
UNFINISHED = "INCOMPLETE"
SEVERITIES = ("harmless", "nuance", "meaning")


@dataclass(slots=True, kw_only=True)
class Session:
    """What holds for a whole run: how much is said, and whether an input failed."""

    debug: bool = False
    quiet: bool = False
    failed: bool = False

    def say(self, message: str) -> None:
        """A message on stderr, unless the run is quiet."""
        if not self.quiet:
            click.echo(message, err=True)

    def report_skipped(self, skipped: Skipped, *, fatal: bool = True) -> None:
        """Name on stderr what was not read; an error is named even in a quiet run."""
        if skipped.notice:
            self.say(skipped.error)
        else:
            click.echo(skipped.error, err=True)
            self.failed = self.failed or fatal


class Wanted(TypedDict):
    """What `retell compare` is to do with its result."""

    as_json: bool
    page: str | None
    form: str | None
    output: str | None
    fail_on: str | None
    no_model: bool


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="retell", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
@click.option("--quiet", is_flag=True, help="Say nothing on stderr but errors.")
@click.pass_obj
def cli(session: Session, *, debug: bool, quiet: bool) -> None:
    """Trace a news story through its copies.

    Retell finds which articles are versions of one report, lines each copy up with its source sentence by
    sentence, names what the copying changed, and says who most likely copied whom.

    Results go to stdout, messages to stderr. Exit status: 0 done; 1 with --fail-on when such a change was
    found; 2 usage; 3 some inputs failed; 4 network; 5 internal; 130 interrupted.
    """
    session.debug, session.quiet = debug, quiet


@cli.command()
@click.argument("left")
@click.argument("right")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as one JSON object.")
@click.option("--html", "page", metavar="FILE", help="Write a self-contained HTML report to FILE.")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), help="What to print.")
@click.option("-o", "--output", metavar="FILE", help="Write the result to FILE, whole or not at all.")
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), help="Exit with 1 at a change this grave or graver."
)
@click.option("--no-model", is_flag=True, help="Use rules and word lists alone, no learned model.")
@click.pass_obj
def compare(session: Session, left: str, right: str, **wanted: Unpack[Wanted]) -> int:
    """Line up two articles and name what differs.

    LEFT and RIGHT are each one article: a text, HTML or JSON file, "-" for standard input, or one record of
    a larger file by its id, as in archive.jsonl#some-id. Neither is taken to be the source: that is found
    out, where it can be.
    """
    from retell.report.build import report
    from retell.trace import compare as compared

    documents = _two_documents(session, left, right)
    if documents is None:
        return 3
    with _progress(session, "Comparing"):
        made = report(compared(*documents))
    _deliver(session, made, wanted)
    if session.failed:
        return 3
    return int(_reached(made, wanted["fail_on"]))


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
@click.option("-o", "--output", metavar="DIR", help="Write stories, matches, skipped inputs and HTML to DIR.")
@click.option("--json", "as_json", is_flag=True, help="Print one story a line, as stories.jsonl has them.")
@click.pass_obj
def trace(session: Session, paths: tuple[str, ...], engine: str, output: str | None, *, as_json: bool) -> int:
    """Find the families of copies among many articles, and tell who copied whom.

    PATH is a file (text, HTML, JSON, JSONL, Parquet), a directory, a glob, or "-" for standard input. DIR
    gets stories.jsonl, matches.jsonl, skipped.jsonl and index.html with a page for each comparison; while
    a run is under way, or if it was interrupted, it also holds a file named INCOMPLETE.
    """
    from retell.report.families import traced
    from retell.trace import trace as trace_all

    if engine != "local":
        from retell.errors import UsageError

        raise UsageError.no_engine(engine)
    folder = _begun(output) if output else None
    documents, skipped = _all_documents(session, paths)
    with _progress(session, f"Tracing {len(documents)} documents"):
        from retell.engines.local import LocalEngine

        tracing = trace_all(documents, LocalEngine())
    made = traced(tracing, documents, skipped)
    if folder:
        _fill(folder, tracing, made, skipped)
        session.say(f"The report: {folder / 'index.html'}")
    _print_trace(tracing, made, as_json=as_json)
    return 3 if session.failed else 0


@cli.group()
def evaluate() -> None:
    """Score a stage on a corpus labelled by hand."""


@evaluate.command("changes")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD…")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate_changes(gold: tuple[str, ...], *, as_json: bool) -> None:
    """Score links and changes against GOLD files in the format retell-gold/1."""
    from retell.evaluate.changes import evaluate as scored

    _print_figures(scored([Path(path) for path in gold]).figures(), as_json=as_json)


@evaluate.command("families")
@click.argument("labels")
@click.argument("families")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate_families(labels: str, families: str, *, as_json: bool) -> None:
    """Score FAMILIES, a stories.jsonl, against LABELS by id.

    LABELS is JSON lines or a table of commas or tabs with the columns id and label.
    """
    import json
    from dataclasses import asdict

    from retell.evaluate.families import read_families, read_labels, score_families, table

    scores = score_families(read_labels(Path(labels)), read_families(Path(families)))
    _print(json.dumps(asdict(scores), indent=1) + "\n" if as_json else table(scores).rstrip("\n") + "\n")


def main() -> None:
    """Run the command line and exit as the contract says."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit status of `retell` with these arguments; no traceback reaches the user without --debug."""
    session = Session()
    _tolerate(sys.stdout, "replace")
    _tolerate(sys.stderr, "backslashreplace")
    try:
        status = cli.main(list(arguments), prog_name="retell", standalone_mode=False, obj=session)
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads on: not an error, but the interpreter must not complain when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted: the output is incomplete.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return 2
    except Exception as error:
        return _failed(error, session)
    return status if isinstance(status, int) else 0


def _tolerate(stream: TextIO, errors: str) -> None:
    """Let the stream print what its encoding cannot hold in some other way, not fail."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=errors)


def _failed(error: Exception, session: Session) -> int:
    """Say what went wrong in one line; the traceback is for --debug."""
    from retell.errors import InternalError, RetellError

    if session.debug:
        raise error
    if not isinstance(error, RetellError):
        error = InternalError.unexpected(type(error).__name__, str(error))
    click.echo(str(error), err=True)
    return error.exit_status


def _two_documents(session: Session, left: str, right: str) -> tuple[Document, Document] | None:
    """The two articles; None where one cannot be read. Both are tried, so that both are named."""
    if left == right == "-":
        from retell.errors import UsageError

        raise UsageError.standard_input_twice()
    one, other = _one_document(session, left), _one_document(session, right)
    return (one, other) if one and other else None


def _one_document(session: Session, path: str) -> Document | None:
    """The one article that `path` names, or the one with the id after its "#"."""
    from retell.document.load import read
    from retell.document.model import Skipped
    from retell.errors import UsageError

    file, _, wanted = (path, "", "") if Path(path).exists() or "#" not in path else path.rpartition("#")
    found = list(read([file]))
    for item in found:
        if isinstance(item, Skipped):
            session.report_skipped(item, fatal=not wanted)
    documents = [item for item in found if not isinstance(item, Skipped)]
    ids = [document.id for document in documents]
    if wanted and documents:
        if wanted not in ids:
            raise UsageError.no_such_document(file, wanted, ids)
        return documents[ids.index(wanted)]
    if len(documents) > 1:
        raise UsageError.several_documents(file, ids)
    session.failed = session.failed or not documents
    return documents[0] if documents else None


def _all_documents(session: Session, paths: Sequence[str]) -> tuple[list[Document], list[Skipped]]:
    from retell.document.load import read
    from retell.document.model import Skipped

    documents: list[Document] = []
    skipped: list[Skipped] = []
    with _progress(session, "Reading"):
        for item in read(paths):
            if isinstance(item, Skipped):
                skipped.append(item)
                session.report_skipped(item)
            else:
                documents.append(item)
    return documents, skipped


def _reached(report: Report, severity: str | None) -> bool:
    """Whether a change as grave as `severity` was found."""
    if severity is None:
        return False
    grave = report.summary.meaning, report.summary.nuance, report.summary.harmless
    return any(grave[: len(grave) - SEVERITIES.index(severity)])


def _deliver(session: Session, report: Report, wanted: Wanted) -> None:
    """Write the report in every form that was asked for."""
    page, output = wanted["page"], wanted["output"]
    form = "json" if wanted["as_json"] else wanted["form"] or _form_of(output)
    if page:
        from retell.report.to_html import to_html

        _write(Path(page), to_html(report))
        session.say(f"{page}: {report.verdict.line}.")
    if page and not form and not output:
        return
    if form in ("json", "html"):
        text = _rendered(report, form)
        _write(Path(output), text) if output else _print(text)
    else:
        _as_text(report, output)


def _form_of(output: str | None) -> str | None:
    """The form that the name of the output asks for, where nothing else does."""
    return {".json": "json", ".html": "html", ".htm": "html"}.get(Path(output or "").suffix.lower())


def _rendered(report: Report, form: str) -> str:
    if form == "json":
        from retell.report.to_json import to_json

        return to_json(report)
    from retell.report.to_html import to_html

    return to_html(report)


def _as_text(report: Report, output: str | None) -> None:
    from retell.report.to_text import to_text

    if output:
        _write(Path(output), _captured(lambda console: to_text(report, console)))
    else:
        to_text(report, _console())


def _console() -> Console:
    """A console on stdout: styled on a terminal, plain and of a set width elsewhere."""
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False, markup=False, emoji=False)
    width = os.environ.get("COLUMNS", "")
    return Console(
        file=sys.stdout,
        width=int(width) if width.isdigit() and int(width) else PIPED_WIDTH,
        force_terminal=False,
        no_color=True,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _captured(printed: Callable[[Console], None]) -> str:
    from rich.console import Console

    buffer = io.StringIO()
    printed(Console(file=buffer, width=PIPED_WIDTH, force_terminal=False, no_color=True, highlight=False))
    return buffer.getvalue()


def _begun(output: str) -> Path:
    """The folder of a trace, marked as unfinished."""
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / UNFINISHED).write_text("This trace did not finish: what lies here is not all of it.\n")
    except OSError as error:
        from retell.errors import UsageError

        raise UsageError.cannot_write(output, error.strerror or str(error)) from None
    return folder


def _fill(folder: Path, tracing: Tracing, made: TraceReport, skipped: Iterable[Skipped]) -> None:
    """Every file of a trace, each whole or not at all; then the mark is taken away."""
    from retell.report.build import report
    from retell.report.families import page_name
    from retell.report.to_html import to_html, trace_to_html
    from retell.report.to_json import lines, match_line, skipped_line, story_line

    _write(folder / "stories.jsonl", "".join(lines(story_line(story) for story in tracing.stories)))
    _write(folder / "matches.jsonl", "".join(lines(match_line(match) for match in tracing.matches)))
    _write(folder / "skipped.jsonl", "".join(lines(skipped_line(item) for item in skipped)))
    for old in (folder / "comparisons").glob("[0-9]*-[0-9]*.html"):
        old.unlink()
    for number, story in enumerate(tracing.stories, start=1):
        for at, comparison in enumerate(story.comparisons, start=1):
            back = f"../index.html#family-{number}"
            _write(folder / page_name(number, at), to_html(report(comparison), back=back))
    _write(folder / "index.html", trace_to_html(made))
    (folder / UNFINISHED).unlink()


def _print_trace(tracing: Tracing, made: TraceReport, *, as_json: bool) -> None:
    if as_json:
        from retell.report.to_json import lines, story_line

        _print("".join(lines(story_line(story) for story in tracing.stories)))
    else:
        from retell.report.to_text import trace_to_text

        trace_to_text(made, _console())


def _print_figures(figures: dict[str, float | None], *, as_json: bool) -> None:
    import json

    if as_json:
        _print(json.dumps(figures, indent=1) + "\n")
        return
    width = max(map(len, figures), default=0)
    for name, figure in figures.items():
        shown = "—" if figure is None else f"{figure:.3f}"
        _print(f"{name.replace('_', ' '):{width}}  {shown}\n")


def _print(text: str) -> None:
    """Text on stdout as UTF-8, whatever the locale: a script reads it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _write(path: Path, text: str) -> None:
    """The file whole or not at all: written beside it under another name, and renamed."""
    made: str | None = None
    try:
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


@contextlib.contextmanager
def _progress(session: Session, doing: str) -> Iterator[None]:
    """A word on stderr that something is under way, on a terminal only."""
    if session.quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{doing} …"):
        yield
