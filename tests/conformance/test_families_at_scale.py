"""A known pair of copies among real wire items."""

from __future__ import annotations

import json
import lzma
from itertools import islice
from pathlib import Path

import pytest

from retell.document.model import Document
from retell.engines.local import LocalEngine


@pytest.mark.shared
def test_a_copy_hidden_among_wire_items_is_found_and_nothing_joins_it(shared: Path) -> None:
    pair = sorted((shared / "seeds").glob("*.txt"))
    hidden = [Document(id=path.stem, text=path.read_text(encoding="utf-8")) for path in pair]
    with lzma.open(shared / "data" / "reuters-21578.jsonl.xz", "rt", encoding="utf-8") as file:
        items = [json.loads(line)["body"] for line in islice(file, 200)]
    wire = [Document(id=f"wire{n:04d}", text=text) for n, text in enumerate(items)]
    grouping = LocalEngine().families([*wire, *hidden])
    homes = [
        family.members for family in grouping.families if {each.id for each in hidden} & set(family.members)
    ]
    assert homes == [tuple(each.id for each in hidden)]
