"""Texts of files, read in loops or as documents, are the same texts under the same names."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

pytest.importorskip("numba", reason="numba is not installed; every file is then read by the plain reader")

from tests.unit.family.corpus import COURT, FERRY, ODD, family
from tests.unit.family.test_lines import in_file, record_lines

from retell.document.model import Document, Skipped
from retell.document.records import from_lines
from retell.engines.local import LocalEngine
from retell.family.intake import Intake, read_texts
from retell.family.overlap import Weighing
from retell.settings import Settings

SETTINGS = Settings()


def records(texts: list[str]) -> bytes:
    return b"".join(
        json.dumps({"id": f"d{at}", "text": text}).encode() + b"\n" for at, text in enumerate(texts)
    )


def corpus() -> list[str]:
    made = [text for seed in range(12) for text in family(seed)]
    return [*made, *(text for text in ODD if text.strip()), FERRY, FERRY.upper()]


def assert_keys_as_of(found: Intake) -> None:
    """The keys of what was read in loops are those of the same documents put together."""
    from retell.family.kernels.run import CompiledTexts

    plain = CompiledTexts.of([each.text for each in found.documents], 1).columns(SETTINGS.family)
    keys = found.texts.columns(SETTINGS.family)
    assert np.array_equal(keys.digests, plain.digests)
    assert np.array_equal(keys.word_counts, plain.word_counts)


@hypothesis_settings(deadline=None, max_examples=60)
@given(st.lists(record_lines(), min_size=1, max_size=6))
def test_any_record_gives_the_text_that_every_reader_gives(made: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        path = in_file(folder, b"\n".join(made))
        with Path(path).open("rb") as stream:
            wanted = list(from_lines(stream, path, SETTINGS.document))
        found = read_texts([path], SETTINGS, 1)
        twice = sum(each.error.startswith("R118") for each in found.skipped)
        texts = [each.text for each in wanted if isinstance(each, Document)]
        came = [each.text for each in found.documents]
        assert len(came) + twice == len(texts)
        assert set(came) == set(texts)
        assert [each for each in found.skipped if not each.notice] == [
            each for each in wanted if isinstance(each, Skipped)
        ]
        assert [each.id for each in found.documents] == sorted(each.id for each in found.documents)
        if came:
            assert_keys_as_of(found)


def test_families_in_files_are_those_of_their_documents(tmp_path: Path) -> None:
    made = corpus()
    path = in_file(str(tmp_path), records(made))
    documents = [Document(id=f"d{at}", text=text) for at, text in enumerate(made)]
    found = LocalEngine(workers=2).sorted_files(path)
    assert found.sorting.grouping() == LocalEngine(workers=1).families(documents)
    assert found.skipped == ()


def test_a_tiny_memory_gives_the_same_families(tmp_path: Path) -> None:
    path = in_file(str(tmp_path), records(corpus()))
    tiny = replace(SETTINGS, family=replace(SETTINGS.family, key_memory=1000))
    found, wanted = (LocalEngine(settings=each, workers=2).sorted_files(path) for each in (tiny, SETTINGS))
    assert found.sorting.grouping() == wanted.sorting.grouping()


def test_what_is_told_as_numbers_is_what_is_told_as_matches(tmp_path: Path) -> None:
    sorting = LocalEngine(workers=1).sorted_files(in_file(str(tmp_path), records(corpus()))).sorting
    told = sorting.grouping()
    rows = [tuple(sorting.documents[row].id for row in family.tolist()) for family in sorting.families()]
    assert rows == [family.members for family in told.families]
    linked = zip(*(side.tolist() for side in sorting.linked()), strict=True)
    pairs = [(sorting.documents[one].id, sorting.documents[two].id) for one, two in linked]
    assert pairs == [(m.left, m.right) for m in told.matches if m.relation.kind.value == "excerpt"]
    assert told.counts.families == len(rows)


def test_other_files_are_read_as_documents(tmp_path: Path) -> None:
    for name, text in (("b.txt", FERRY), ("a.txt", COURT)):
        (tmp_path / name).write_text(text)
    found = read_texts([str(tmp_path)], SETTINGS, 1)
    assert [each.text for each in found.documents] == [COURT, FERRY]


def test_what_is_kept_of_texts_changes_nothing_of_what_they_have_in_common() -> None:
    from retell.family.kernels.run import CompiledTexts

    texts, family_settings = corpus(), SETTINGS.family
    first, second = (side.reshape(-1) for side in np.triu_indices(len(texts), 1))
    held, bare = CompiledTexts.of(texts, 2), CompiledTexts.of(texts, 2)
    keys = held.columns(family_settings)
    weighing = Weighing.of(keys, family_settings)
    one, two = (each.overlaps(first, second, weighing, family_settings) for each in (held, bare))
    assert np.array_equal(one.figures, two.figures)
    assert np.array_equal(one.regions, two.regions)
    assert np.array_equal(one.sums, two.sums)
