"""What `retell trace --keys near` does: families of near-duplicates, and nothing but their ids."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from retell.cli.inputs import elsewhere
from retell.cli.output import UNFINISHED, begun, print_out, write_whole
from retell.cli.session import Session, progress

if TYPE_CHECKING:
    from retell.family.labels import NearFamilies


def trace_near(session: Session, paths: tuple[str, ...], output: str | None, *, as_json: bool) -> None:
    """Find the families, write them to a folder if one is named, and print them."""
    from retell.family.near import near_families

    folder = begun(output) if output else None
    with progress(session, "Finding near-duplicates"):
        found = near_families(paths, fetch=elsewhere(session))
    for item in found.skipped:
        session.report_skipped(item)
    if folder:
        write_whole(folder / "families.jsonl", _lines(map(_family_line, found.families)))
        write_whole(folder / "skipped.jsonl", _lines(_skipped_lines(found)))
        (folder / UNFINISHED).unlink()
    if as_json or not folder:
        print_out(_lines(map(_family_line if as_json else "\t".join, found.families)))
    session.say(_summary(found))


def _lines(made: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in made)


def _family_line(family: tuple[str, ...]) -> str:
    return json.dumps({"family": family}, ensure_ascii=False)


def _skipped_lines(found: NearFamilies) -> Iterator[str]:
    if not found.skipped:  # what writes them takes as long to load as thousands of texts take to read
        return iter(())
    from retell.report.to_json import skipped_line

    return map(skipped_line, found.skipped)


def _summary(found: NearFamilies) -> str:
    held = sum(map(len, found.families))
    return (
        f"{found.documents:,} documents: {held:,} in {len(found.families):,} families of near-duplicates; "
        f"{sum(not each.notice for each in found.skipped):,} inputs skipped"
    )
