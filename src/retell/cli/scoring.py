"""`retell evaluate`: a stage scored on a labelled corpus."""

from __future__ import annotations

from pathlib import Path

import click

from retell.cli.output import print_out
from retell.cli.session import Session, progress


@click.group()
def evaluate() -> None:
    """Score a stage on a corpus labelled by hand."""


@evaluate.command("changes")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD…")
@click.option("--no-model", is_flag=True, help="Use rules and word lists alone, no learned model.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate_changes(gold: tuple[str, ...], *, no_model: bool, as_json: bool) -> None:
    """Score links and changes against GOLD files in the format retell-gold/1."""
    from retell.evaluate.changes import evaluate as scored
    from retell.settings import Settings

    settings = Settings().without_model() if no_model else Settings()
    _print_figures(scored([Path(path) for path in gold], settings).figures(), as_json=as_json)


@evaluate.command("pan")
@click.argument("directory", metavar="DIR")
@click.option("-o", "--output", metavar="OUT", required=True, help="Write one XML file of detections a pair.")
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True, help="Processes to use.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_obj
def evaluate_pan(session: Session, directory: str, output: str, workers: int, *, as_json: bool) -> None:
    """Detect shared passages in DIR, a folder laid out as PAN 2013/14 text alignment, and score them."""
    import json
    from dataclasses import asdict

    from retell.evaluate.pan import evaluate as scored
    from retell.settings import PassageSettings

    with progress(session, "Detecting"):
        scores = scored(Path(directory), Path(output), PassageSettings(), workers=workers)
    folders = {name: asdict(scores.folders[name]) for name in sorted(scores.folders)}
    if as_json:
        print_out(json.dumps({"overall": asdict(scores.overall), "folders": folders}, indent=1) + "\n")
    else:
        print_out(_pan_table({**folders, "all": asdict(scores.overall)}))


def _pan_table(rows: dict[str, dict[str, float]]) -> str:
    """A line for each folder of the corpus, and one for all."""
    measures = ("plagdet", "precision", "recall", "granularity")
    width = max(map(len, rows))
    lines = [" ".join([f"{'':{width}}", f"{'pairs':>7}", *(f"{name:>11}" for name in measures)])]
    for name, row in rows.items():
        figures = (f"{row[measure]:>11.4f}" for measure in measures)
        lines.append(" ".join([f"{name:{width}}", f"{row['pairs']:>7}", *figures]))
    return "\n".join(lines) + "\n"


@evaluate.command("families")
@click.argument("labels")
@click.argument("families")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate_families(labels: str, families: str, *, as_json: bool) -> None:
    """Score FAMILIES, a stories.jsonl, against LABELS.

    LABELS is JSON lines or a table of commas or tabs with the columns id and label. An id may be that of a
    document or the file or address it came from, in full or its end.
    """
    import json
    from dataclasses import asdict

    from retell.evaluate.families import (
        by_id,
        read_families,
        read_labels,
        read_origins,
        score_families,
        table,
    )

    found = Path(families)
    scores = score_families(by_id(read_labels(Path(labels)), read_origins(found)), read_families(found))
    print_out(json.dumps(asdict(scores), indent=1) + "\n" if as_json else table(scores).rstrip("\n") + "\n")


@evaluate.command("edits")
@click.argument("labelled", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_obj
def evaluate_edits(session: Session, labelled: str, *, as_json: bool) -> None:
    """Score what is said of single edits, or of single words, against FILE.

    FILE is JSON lines of labelled edits, or a JSON list of linked words as the Edinburgh corpora have it.
    """
    import json
    from dataclasses import asdict

    from retell.evaluate import edits
    from retell.settings import Settings

    path, settings = Path(labelled), Settings()
    figures: dict[str, edits.EditScores] | dict[str, edits.LinkScores]
    with progress(session, "Scoring"):
        if edits.is_links(path):
            figures = links = edits.score_links(edits.read_links(path), settings.edits)
            shown = edits.link_table(links)
        else:
            figures = scores = edits.score_edits(edits.read_edits(path), settings)
            shown = edits.edit_table(scores)
    held = {name: asdict(row) for name, row in figures.items()}
    print_out((json.dumps(held, indent=1) if as_json else shown) + "\n")


@evaluate.command("lineage")
@click.argument("gold")
@click.argument("stories")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate_lineage(gold: str, stories: str, *, as_json: bool) -> None:
    """Score who copied whom: STORIES, a stories.jsonl or trees, against the trees of GOLD.

    STORIES may also be texts of one family: a folder, JSON lines with "text", or a table (CSV, TSV) with a
    column for each; who copied whom is then told first. Trees are JSON (copy to source, or sources), JSON
    lines, Newick, or dot as stemmatology keeps them. Documents are known by id, by the name of their file,
    or by the label of a node; nodes of a dot file that no text has are lost documents.
    """
    from dataclasses import asdict

    from retell.evaluate.lineage import score_pairs
    from retell.evaluate.traditions import beside
    from retell.settings import Settings

    scores = score_pairs(beside(Path(gold), Path(stories), Settings()))
    _print_figures(asdict(scores), as_json=as_json)


@evaluate.command("order")
@click.argument("chains")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate_order(chains: str, *, as_json: bool) -> None:
    """Put the versions of each line of CHAINS, JSON lines with "versions", in order by their texts alone."""
    from dataclasses import asdict

    from retell.evaluate.order import read_chains, score_order
    from retell.settings import LineageSettings

    scores = score_order(read_chains(Path(chains)), LineageSettings())
    _print_figures(asdict(scores), as_json=as_json)


def _print_figures(figures: dict[str, float | None], *, as_json: bool) -> None:
    import json

    if as_json:
        print_out(json.dumps(figures, indent=1) + "\n")
        return
    width = max(map(len, figures), default=0)
    for name, figure in figures.items():
        shown = "—" if figure is None else f"{figure:.3f}" if isinstance(figure, float) else str(figure)
        print_out(f"{name.replace('_', ' '):{width}}  {shown}\n")
