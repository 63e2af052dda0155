"""How well the versions of a page are put in order by their texts alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from retell.errors import InputError
from retell.lineage.versions import in_order, likelier_newer
from retell.settings import LineageSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderScores:
    """Shares of adjacent versions that stand in the right order; None where there was nothing to judge.

    `adjacent` with the whole chain to go by, `alone` with the two texts only, `longer` if the longer text
    is taken for the newer.
    """

    chains: int
    pairs: int
    adjacent: float | None
    alone: float | None
    longer: float | None


def score_order(chains: Sequence[Sequence[str]], settings: LineageSettings) -> OrderScores:
    """The shares over `chains`, each with its versions from old to new."""
    adjacent = alone = longer = pairs = 0
    for versions in chains:
        place = {at: position for position, at in enumerate(in_order(versions, settings))}
        for at in range(len(versions) - 1):
            pairs += 1
            adjacent += place[at] < place[at + 1]
            alone += likelier_newer(versions[at], versions[at + 1], settings) > 0.5
            longer += len(versions[at]) < len(versions[at + 1])
    return OrderScores(
        chains=len(chains),
        pairs=pairs,
        adjacent=adjacent / pairs if pairs else None,
        alone=alone / pairs if pairs else None,
        longer=longer / pairs if pairs else None,
    )


def read_chains(path: Path) -> list[list[str]]:
    """JSON lines, each with `versions`: texts from old to new."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError.unreadable(str(path), error.strerror or str(error)) from None
    return [
        _versions(line, f"{path}, line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]


def _versions(line: str, where: str) -> list[str]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError.not_gold(where, str(error)) from None
    versions = record.get("versions") if isinstance(record, dict) else None
    if not isinstance(versions, list) or not all(isinstance(text, str) for text in versions):
        raise InputError.not_gold(where, "no `versions`, a list of texts")
    return versions
