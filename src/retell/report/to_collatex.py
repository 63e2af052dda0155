"""The two versions as CollateX's alignment table."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from retell.report.collation import Reading, Word, collated
from retell.report.model import Report
from retell.report.to_json import dumped


def to_collatex(report: Report) -> str:
    """One object: `witnesses`, and `table` with a row for each segment and in it the tokens of each witness.

    A token has its text with the white space after it, `t`, and the form it counts as, `n`.
    """
    readings = (reading for unit in collated(report) for reading in unit.readings)
    table = [_segment(list(run)) for _, run in groupby(readings, key=lambda reading: reading.same)]
    return dumped({"witnesses": ["left", "right"], "table": table}) + "\n"


def _segment(readings: list[Reading]) -> list[list[dict[str, str]]]:
    return [
        _tokens(word for reading in readings for word in reading.left),
        _tokens(word for reading in readings for word in reading.right),
    ]


def _tokens(words: Iterable[Word]) -> list[dict[str, str]]:
    return [{"t": word.text, "n": word.key} for word in words]
