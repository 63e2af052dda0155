"""`retell evaluate`: a stage scored on a labelled corpus."""

from __future__ import annotations

from pathlib import Path

import click

from retell.cli.output import print_out


@click.group()
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
    print_out(json.dumps(asdict(scores), indent=1) + "\n" if as_json else table(scores).rstrip("\n") + "\n")


def _print_figures(figures: dict[str, float | None], *, as_json: bool) -> None:
    import json

    if as_json:
        print_out(json.dumps(figures, indent=1) + "\n")
        return
    width = max(map(len, figures), default=0)
    for name, figure in figures.items():
        shown = "—" if figure is None else f"{figure:.3f}"
        print_out(f"{name.replace('_', ' '):{width}}  {shown}\n")
