"""How well predicted families agree with labels: adjusted Rand index, pairs, B-cubed.

Documents are counted that have a label; one that no family holds is a family of its own.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import comb
from pathlib import Path
from typing import Any

from retell.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall, 1 where there was nothing to get wrong or to find."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyScores:
    """The agreement of predicted families with labels over `documents` labelled documents.

    `missing` labelled documents are in no predicted family, which is right for a text without copies;
    `nowhere` are what they are called, ascending.
    """

    documents: int
    labels: int
    families: int
    missing: int
    adjusted_rand: float
    pairs: Score
    b_cubed: Score
    nowhere: tuple[str, ...] = ()


def score_families(labels: Mapping[str, str], families: Iterable[Iterable[str]]) -> FamilyScores:
    """The agreement of `families`, as ids, with `labels` by id.

    Adjusted Rand index after Hubert and Arabie (1985); B-cubed after Bagga and Baldwin (1998).
    """
    found = {id: number for number, members in enumerate(families) for id in members}
    predicted = [found.get(id, -number) for number, id in enumerate(sorted(labels), start=1)]
    true = [labels[id] for id in sorted(labels)]
    cells, rows, columns = Counter(zip(true, predicted, strict=True)), Counter(true), Counter(predicted)
    return FamilyScores(
        documents=len(labels),
        labels=len(rows),
        families=sum(1 for count in columns.values() if count > 1),
        missing=sum(1 for id in labels if id not in found),
        adjusted_rand=_adjusted_rand(cells, rows, columns),
        pairs=_pairs(cells, rows, columns),
        b_cubed=_b_cubed(cells, rows, columns),
        nowhere=tuple(sorted(id for id in labels if id not in found)),
    )


def _together(counts: Counter[Any]) -> int:
    """How many pairs the groups of these sizes hold."""
    return sum(comb(count, 2) for count in counts.values())


def _adjusted_rand(cells: Counter[tuple[str, int]], rows: Counter[str], columns: Counter[int]) -> float:
    both, one, two = _together(cells), _together(rows), _together(columns)
    every = comb(sum(rows.values()), 2)
    chance = one * two / every if every else 0.0
    most = (one + two) / 2
    return (both - chance) / (most - chance) if most != chance else 1.0


def _pairs(cells: Counter[tuple[str, int]], rows: Counter[str], columns: Counter[int]) -> Score:
    both, true, predicted = _together(cells), _together(rows), _together(columns)
    return Score(precision=both / predicted if predicted else 1.0, recall=both / true if true else 1.0)


def _b_cubed(cells: Counter[tuple[str, int]], rows: Counter[str], columns: Counter[int]) -> Score:
    total = sum(rows.values()) or 1
    return Score(
        precision=sum(count * count / columns[column] for (_, column), count in cells.items()) / total,
        recall=sum(count * count / rows[row] for (row, _), count in cells.items()) / total,
    )


def read_labels(path: Path) -> dict[str, str]:
    """Labels by id: JSON lines or a table of commas or tabs with the columns `id` and `label`."""
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        records = [_record(line, path, number) for number, line in _lines(path)]
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            delimiter = "," if path.suffix.lower() == ".csv" else "\t"
            records = list(csv.DictReader(file, delimiter=delimiter))
    return {str(record["id"]): str(record["label"]) for record in _checked(records, path)}


def _lines(path: Path) -> list[tuple[int, str]]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _record(line: str, path: Path, number: int) -> dict[str, object]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError.not_gold(f"{path}, line {number}", str(error)) from None
    if not isinstance(record, dict):
        raise InputError.not_gold(f"{path}, line {number}", "not a JSON object")
    return record


def _checked(records: Iterable[Mapping[str, object]], path: Path) -> list[Mapping[str, object]]:
    """The records, each with an id and a label."""
    held = list(records)
    for number, record in enumerate(held, start=1):
        for name in ("id", "label"):
            if record.get(name) is None:
                raise InputError.not_gold(f"{path}, record {number}", f"no {name}")
    return held


def read_families(path: Path) -> list[list[str]]:
    """Predicted families: `stories.jsonl` (the `family` of a line is its ids), or ids with their labels."""
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        records = [_record(line, path, number) for number, line in _lines(path)]
        if all("family" in record for record in records):
            return [_ids(record["family"], path) for record in records]
    groups: dict[str, list[str]] = {}
    for id, label in read_labels(path).items():
        groups.setdefault(label, []).append(id)
    return list(groups.values())


def read_origins(path: Path) -> dict[str, str]:
    """The ids of the documents of a `stories.jsonl` by the file or address each came from; none elsewhere."""
    if path.suffix.lower() not in {".jsonl", ".ndjson"}:
        return {}
    records = [_record(line, path, number) for number, line in _lines(path)]
    members = [each for record in records for each in _members(record.get("members"))]
    return {str(each["origin"]): str(each["id"]) for each in members if each.get("origin")}


def _members(value: object) -> Iterable[Mapping[str, object]]:
    held = value if isinstance(value, list) else []
    return (each for each in held if isinstance(each, Mapping) and "id" in each)


def by_id(labels: Mapping[str, str], origins: Mapping[str, str]) -> dict[str, str]:
    """The labels by id, where a document was named by its origin or by the end of it, as by a file's name.

    What is nobody's origin, or the end of several, stays as it is written.
    """
    ends: dict[str, set[str]] = {}
    for origin, id in origins.items():
        parts = origin.split("/")
        for at in range(1, len(parts)):
            ends.setdefault("/".join(parts[at:]), set()).add(id)
    found = {}
    for name, label in labels.items():
        ids = {origins[name]} if name in origins else ends.get(name, set())
        ids = ids or {id for origin, id in origins.items() if name.endswith(f"/{origin}")}
        found[ids.pop() if len(ids) == 1 else name] = label
    return found


def _ids(value: object, path: Path) -> list[str]:
    if not isinstance(value, list):
        raise InputError.not_gold(str(path), "`family` is not a list of ids")
    return [str(id) for id in value]


def table(scores: FamilyScores) -> str:
    """The figures as text."""
    lines = [
        f"{scores.documents} labelled documents, {scores.labels} labels, {scores.families} families found",
        f"adjusted Rand index  {scores.adjusted_rand:.3f}",
        "            precision  recall     F1",
    ]
    for name, score in (("pairs", scores.pairs), ("B-cubed", scores.b_cubed)):
        lines.append(f"{name:<10}  {score.precision:>9.3f}  {score.recall:>6.3f}  {score.f1:>5.3f}")
    return "\n".join([*lines, *_nowhere(scores)])


_NAMED = 10


def _nowhere(scores: FamilyScores) -> list[str]:
    """What to say of labelled documents that no family holds: most are alone by right, some are misspelt."""
    if not scores.nowhere:
        return []
    if len(scores.nowhere) == scores.documents:
        return ["None of the labels is the id, file or address of a document in a family."]
    told = ", ".join(scores.nowhere[:_NAMED])
    more = f" and {len(scores.nowhere) - _NAMED} more" if len(scores.nowhere) > _NAMED else ""
    return [f"In no family, or written otherwise than there: {told}{more}"]
