"""Files of JSON lines say what the same records say when documents are made of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

pytest.importorskip("numba", reason="numba is not installed; every file is then read by the plain reader")

from tests.unit.family.corpus import COURT, FERRY, ODD, family, prose

from retell.document.load import read
from retell.document.model import Document, Skipped
from retell.document.records import from_lines
from retell.family.kernels.gathered import near_in_files
from retell.family.kernels.lines import Part, Work, read_parts
from retell.family.labels import NearFamilies, sorted_families
from retell.family.lines import AT_ONCE, Lines
from retell.family.near import near_labels
from retell.family.overflow import Overflow
from retell.family.postings import ROW_BITS
from retell.family.texts import PlainTexts
from retell.settings import Settings

SETTINGS = Settings()
_HIGH = np.uint64(((1 << 64) - 1) ^ ((1 << ROW_BITS) - 1))

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
bodies = st.one_of(
    st.text(max_size=60),
    st.integers(1, 60).map(lambda seed: prose(seed, seed)),
    st.sampled_from(
        [*ODD, FERRY, COURT, "\ud83d lone \udca9 halves", 'back\\slash "quoted"\n\ttab\x00', "½" * 70]
    ),
)
names = st.one_of(st.text(max_size=8), st.integers(-3, 400), st.none(), st.just("a/b\\c\u00a0"), st.floats())


def written(record: dict[str, Any], *, plain: bool, apart: bool, slashes: bool) -> bytes:
    """A record as one writer or another would put it."""
    made = json.dumps(record, ensure_ascii=plain, separators=(" , ", " :\t") if apart else (",", ":"))
    return (made.replace("/", "\\/") if slashes else made).encode("utf-8", "surrogatepass")


@st.composite
def record_lines(draw: st.DrawFn) -> bytes:
    others = draw(
        st.dictionaries(st.sampled_from(["title", "url", "x", "meta", "text2", ""]), values, max_size=3)
    )
    record = {**others, "id": draw(names), "text": draw(bodies)}
    order = draw(st.permutations(sorted(record)))
    return written(
        {key: record[key] for key in order},
        plain=draw(st.booleans()),
        apart=draw(st.booleans()),
        slashes=draw(st.booleans()),
    )


def in_file(folder: str, raw: bytes, name: str = "some.jsonl") -> str:
    path = Path(folder) / name
    path.write_bytes(raw)
    return str(path)


def plainly(path: str | list[str]) -> NearFamilies:
    """The same by way of documents, without anything compiled."""
    found = list(read(path))
    documents = [each for each in found if isinstance(each, Document)]
    bands, signatures = PlainTexts([each.text for each in documents]).near(SETTINGS.family)
    assert len(bands) == len(signatures)
    labels = near_labels([each.text for each in documents], SETTINGS.family)
    return NearFamilies(
        families=sorted_families(labels, [each.id for each in documents]),
        documents=len(documents),
        skipped=tuple(each for each in found if isinstance(each, Skipped)),
    )


def parts_of(path: str) -> list[Part]:
    with Overflow(1 << 30) as overflow:
        return read_parts(Work.on([path], SETTINGS, overflow), 1)


def assert_keys_alike(path: str) -> None:
    """Every document's bands and signature are those of its plain keys, and only they."""
    with Path(path).open("rb") as stream:
        found = list(from_lines(stream, path, SETTINGS.document))
    documents = [each for each in found if isinstance(each, Document)]
    parts = parts_of(path)
    words = np.concatenate([part.words for part in parts])
    packed = np.concatenate([part.packed for part in parts], axis=1)
    rows = [int(each.origin.rpartition(" ")[2]) - 1 for each in documents if each.origin]
    held = [row for row in rows if words[row] > 0]
    bands, signatures = PlainTexts([each.text for each in documents]).near(SETTINGS.family)
    spoken = np.flatnonzero(bands.any(axis=1))
    assert held == [rows[at] for at in spoken]
    assert np.array_equal(np.concatenate([part.signatures for part in parts])[held], signatures[spoken])
    wanted = (bands[spoken] & _HIGH) | np.array(held, dtype=np.uint64).reshape(-1, 1)
    assert np.array_equal(np.sort(packed, axis=1), np.sort(wanted.T, axis=1))


@hypothesis_settings(deadline=None, max_examples=80)
@given(st.lists(record_lines(), min_size=1, max_size=6))
def test_any_record_has_the_keys_of_its_text(made: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        assert_keys_alike(in_file(folder, b"\n".join(made)))


@hypothesis_settings(deadline=None, max_examples=80)
@given(st.lists(record_lines(), min_size=1, max_size=4), st.data())
def test_a_line_that_no_reader_takes_is_told_as_any_reader_tells_it(
    made: list[bytes], data: st.DataObject
) -> None:
    """Bytes are changed, dropped and put in anywhere."""
    raw = bytearray(b"\n".join(made))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, max(0, len(raw) - 1)))
        raw[at : at + data.draw(st.integers(0, 2))] = data.draw(
            st.sampled_from(
                [
                    b"",
                    b'"',
                    b"\\",
                    b"}",
                    b"]",
                    b",",
                    b"\n",
                    b"\xff",
                    b"\x00",
                    b"0",
                    b"\xe2\x80",
                    b"\\u12",
                    b"e",
                ]
            )
        )
    with TemporaryDirectory() as folder:
        path = in_file(folder, bytes(raw))
        with Path(path).open("rb") as stream:
            wanted = list(from_lines(stream, path, SETTINGS.document))
        found = near_in_files([path], SETTINGS, 1)
        twice = sum(each.error.startswith("R118") for each in found.skipped)
        assert found.documents + twice == sum(isinstance(each, Document) for each in wanted)
        assert [each for each in found.skipped if not each.notice] == [
            each for each in wanted if isinstance(each, Skipped)
        ]


def test_families_are_those_of_the_documents(tmp_path: Path) -> None:
    made = [text for seed in range(9) for text in family(seed)] + [*ODD, FERRY, FERRY.upper()]
    raw = b"\n".join(
        json.dumps({"id": f"d{at}", "text": text}).encode() for at, text in enumerate(made) if text.strip()
    )
    path = in_file(str(tmp_path), raw)
    found = near_in_files([path], SETTINGS, 2)
    assert found == plainly(path)
    assert len(found.families) > 5


def test_a_tiny_memory_gives_the_same_families(tmp_path: Path) -> None:
    made = [text for seed in range(30) for text in family(seed)]
    raw = b"".join(json.dumps({"id": at, "text": text}).encode() + b"\n" for at, text in enumerate(made))
    path = in_file(str(tmp_path), raw)
    tiny = replace(SETTINGS, family=replace(SETTINGS.family, key_memory=1000))
    with Overflow(1000) as overflow:
        read_parts(Work.on([path], tiny, overflow), 1)
        assert overflow.spilled > 42 * 8 * 100
    assert near_in_files([path], tiny, 2) == near_in_files([path], SETTINGS, 1)


def test_an_id_given_twice_is_told_apart_as_everywhere(tmp_path: Path) -> None:
    one, other, *_ = family(4)
    records = [("a", one), ("a", one), ("a", other), (" a ", COURT), ("b", one), (7, other), ("7", one)]
    raw = b"\n".join(json.dumps({"id": name, "text": text}).encode() for name, text in records)
    path = in_file(str(tmp_path), raw)
    found, wanted = near_in_files([path], SETTINGS, 1), plainly(path)
    assert (found.families, found.documents) == (wanted.families, wanted.documents)
    assert found.skipped == wanted.skipped


def test_records_without_an_id_are_called_by_their_place(tmp_path: Path) -> None:
    one, other, *_ = family(4)
    raw = b"\n".join(json.dumps({"text": text}).encode() for text in (COURT, one, other))
    path = in_file(str(tmp_path), b"\n" + raw)
    assert near_in_files([path], SETTINGS, 1).families == ((f"{path}, line 3", f"{path}, line 4"),)


def test_several_files_are_one_corpus_and_an_empty_one_is_told(tmp_path: Path) -> None:
    one, other, *_ = family(4)
    paths = [
        in_file(str(tmp_path), json.dumps({"id": name, "text": text}).encode(), f"{name}.jsonl")
        for name, text in (("p", one), ("q", other))
    ]
    paths.append(in_file(str(tmp_path), b"\n \n", "z.jsonl"))
    found = near_in_files(paths, SETTINGS, 2)
    assert found.families == (("p", "q"),)
    assert [each.origin for each in found.skipped] == paths[2:]


@pytest.mark.parametrize("at_once", [1, 7, 64, AT_ONCE])
def test_stretches_are_whole_lines_however_long_they_are(tmp_path: Path, at_once: int) -> None:
    held = [b"a" * size for size in (0, 1, 500, 3, 70, 0, 12)]
    path = in_file(str(tmp_path), b"\n".join(held))
    lines = Lines([path, path], lambda data, end: (data.count(b"\n", 0, end), 0), at_once)
    found: list[bytes] = []
    for stretch in lines:
        assert stretch.row == len(found)
        found += bytes(stretch.data[: stretch.size - 1]).split(b"\n")
        lines.give_back(stretch)
    assert found == held * 2
    assert lines.rows == len(held) * 2


def test_nothing_is_read_or_written_out_of_bounds() -> None:
    code = """
import json, sys, tempfile
from pathlib import Path
from retell.family.kernels.gathered import near_in_files
from retell.settings import Settings
from tests.unit.family.corpus import FERRY, ODD, family
texts = [*ODD, FERRY, *family(3), "x" * 5000, '"' * 300]
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "a.jsonl"
    lines = [json.dumps({"n": [1, {"a": -2.5e3}], "id": at, "text": text}) for at, text in enumerate(texts)]
    path.write_text("\\n".join([*lines, "{", '{"text": "', '{"text": "\\\\u00', "[" * 90]))
    found = near_in_files([str(path)], Settings(), 1)
print(found.documents, len(found.skipped))
"""
    environment = {**os.environ, "NUMBA_BOUNDSCHECK": "1", "NUMBA_DISABLE_CACHING": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["17", "6"]
