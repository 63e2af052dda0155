"""The command line: arguments in, one library call, output out.

Nothing but click is imported here at the top: `retell --help` and completion must answer at once. The other
commands stand in modules of their own, which are loaded when they are called or listed.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO, Unpack

import click

from retell.cli.inputs import ALLOW_HOST, ENCODER, all_documents, two_documents, wherever
from retell.cli.output import Wanted, begun, deliver, fill, print_trace
from retell.cli.session import Session, progress

if TYPE_CHECKING:
    from retell.report.model import Report

INPUTS_FAILED = 3
UNREACHED = 4
INTERRUPTED = 130
SEVERITIES = ("harmless", "nuance", "meaning")
FORMATS = ("text", "json", "html", "markdown", "csv", "web-annotation", "pan", "passim", "tei", "collatex")


_RARELY = (50_000, 20, 50)
"""When the collector of cycles runs: comparing makes many small values and no cycles, and with Python's own
thresholds a third of its time goes into looking for some."""

_ELSEWHERE = {
    "archive": "retell.cli.archive",
    "evaluate": "retell.cli.scoring",
    "mcp": "retell.cli.assisting",
    "serve": "retell.cli.serving",
    "token": "retell.cli.serving",
    "watch": "retell.cli.watching",
}
"""The commands that stand in modules of their own."""


class Commands(click.Group):
    """Commands, some of which are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, in order of the alphabet."""
        return sorted([*super().list_commands(ctx), *_ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        found: click.Command = getattr(importlib.import_module(_ELSEWHERE[cmd_name]), cmd_name)
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="retell", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
@click.option("--quiet", is_flag=True, help="Say nothing on stderr but errors.")
@click.pass_context
def cli(context: click.Context, *, debug: bool, quiet: bool) -> None:
    """Trace a news story through its copies.

    Retell finds which articles are versions of one report, lines each copy up with its source sentence by
    sentence, names what the copying changed, and says who most likely copied whom.

    Results go to stdout, messages to stderr. Exit status: 0 done; 1 with --fail-on when such a change was
    found; 2 usage; 3 some inputs failed; 4 network; 5 internal; 130 interrupted.
    """
    session: Session = context.obj
    session.debug, session.quiet = debug, quiet
    if context.invoked_subcommand != "compare":
        gc.enable()  # `main` has switched it off; all else than one comparison runs long enough to need it
        gc.set_threshold(*_RARELY)


@cli.command()
@click.argument("left")
@click.argument("right")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as one JSON object.")
@click.option("--html", "page", metavar="FILE", help="Write a self-contained HTML report to FILE.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="What to print.")
@click.option("-o", "--output", metavar="FILE", help="Write the result to FILE, whole or not at all.")
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), help="Exit with 1 at a change this grave or graver."
)
@click.option("--no-model", is_flag=True, help="Use rules and word lists alone, no learned model.")
@ENCODER
@ALLOW_HOST
@click.pass_obj
def compare(session: Session, left: str, right: str, **wanted: Unpack[Wanted]) -> int:
    """Line up two articles and name what differs.

    LEFT and RIGHT are each one article: a text, HTML or JSON file, the address of a page, "-" for standard
    input, or one record of a larger file by its id, as in archive.jsonl#some-id. Neither is taken to be the
    source: that is found out, where it can be.
    """
    from retell.report.build import report
    from retell.settings import Settings
    from retell.tracing import compare as compared

    documents = two_documents(session, left, right)
    if documents is None:
        return 3
    with progress(session, "Comparing"):
        settings = Settings().with_encoder(session.encoder)
        if wanted["no_model"]:
            settings = settings.without_model()
        made = report(compared(*documents, settings))
    deliver(session, made, wanted)
    if session.failed:
        return 3
    return int(_reached(made, wanted["fail_on"]))


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
@click.option(
    "--keys",
    type=click.Choice(["all", "near", "given"]),
    default="all",
    show_default=True,
    help="What copies are found by: all, or whole texts that are nearly the same, fast and without stories; "
    "given if all are known to be of one family.",
)
@click.option("-o", "--output", metavar="DIR", help="Write stories, matches, skipped inputs and HTML to DIR.")
@click.option("--json", "as_json", is_flag=True, help="Print one story a line, as stories.jsonl has them.")
@ENCODER
@ALLOW_HOST
@click.pass_obj
def trace(
    session: Session, paths: tuple[str, ...], engine: str, keys: str, output: str | None, *, as_json: bool
) -> int:
    """Find the families of copies among many articles, and tell who copied whom.

    PATH is a file (text, HTML, JSON, JSONL, Parquet, WARC, a feed), a directory, a glob, the address of a
    page or feed, or "-" for standard input; with the spark engine also any address that Spark reads, as in
    hdfs://… or s3a://…. DIR gets stories.jsonl, matches.jsonl, skipped.jsonl and
    index.html with a page for each comparison; while a run is under way, or if it was interrupted, it also
    holds a file named INCOMPLETE.

    With --keys near, DIR gets families.jsonl with the ids of each family, and skipped.jsonl; without it a
    family is printed a line. Excerpts and rewriting are not seen, and texts count furniture and all.

    With --keys given no families are looked for: what is read is one, as the manuscripts of a text are.
    """
    if keys == "near":
        return _trace_near(session, paths, engine, output, as_json=as_json)
    from retell.engines import opened
    from retell.report.families import traced
    from retell.settings import Settings
    from retell.tracing import given
    from retell.tracing import trace as trace_all

    worked = opened(engine)
    folder = begun(output) if output else None
    documents, skipped = all_documents(session, paths, wherever(session, worked))
    with progress(session, f"Tracing {len(documents)} documents"):
        settings = Settings().with_encoder(session.encoder)
        tracing = given(documents, settings) if keys == "given" else trace_all(documents, worked, settings)
    made = traced(tracing, documents, skipped)
    if folder:
        fill(folder, tracing, made, skipped)
        session.say(f"The report: {folder / 'index.html'}")
    print_trace(tracing, made, as_json=as_json)
    return 3 if session.failed else 0


def _trace_near(
    session: Session, paths: tuple[str, ...], engine: str, output: str | None, *, as_json: bool
) -> int:
    from retell.cli.near import trace_near

    if engine != "local":
        raise click.UsageError("--keys near works on this machine alone: leave out --engine spark.")
    if session.encoder:
        raise click.UsageError("--keys near lines no sentences up: leave out --encoder.")
    trace_near(session, paths, output, as_json=as_json)
    return 3 if session.failed else 0


def main() -> None:
    """Run the command line and exit as the contract says."""
    # A command begins by loading modules that all stay: looking for garbage meanwhile takes a tenth of a
    # short run and finds none. At the end the interpreter looks through everything once more, which takes
    # longer than all the modules did to load; what is frozen it leaves alone.
    gc.disable()
    gc.set_threshold(50_000, 50, 50)
    atexit.register(gc.freeze)
    # The matrices are small: a second thread of the linear algebra library waits more than it works.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
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
    if status == INPUTS_FAILED and session.unreached:
        return UNREACHED
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


def _reached(report: Report, severity: str | None) -> bool:
    """Whether a change as grave as `severity` was found."""
    if severity is None:
        return False
    grave = report.summary.meaning, report.summary.nuance, report.summary.harmless
    return any(grave[: len(grave) - SEVERITIES.index(severity)])
