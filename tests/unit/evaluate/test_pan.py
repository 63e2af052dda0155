"""PAN folders: pairs and cases read, detections written, the measures right."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path
from zlib import crc32

import pytest

from retell.errors import InputError
from retell.evaluate.pan import Case, Pair, evaluate, pairs, read_cases, score
from retell.settings import PassageSettings
from retell.text.spans import Span

SHARED = (
    "The harbour board of Saltby voted nine to four on Tuesday to close the eastern pier, after divers found "
    "that forty of its oak piles had rotted through below the water line. Fishing crews were told to land "
    "their catch at the old timber quay until the spring, when a loan from the county should pay for steel."
)
ABOVE = (
    "Gardeners who plant tulips in November often complain about squirrels.\r\nWire netting keeps them out. "
)
BELOW = " A quartet from Lerwick opened the winter season of chamber music with two pieces by Haydn."
PAIR = Pair(folder="02-verbatim", suspicious="suspicious-document1.txt", source="source-document1.txt")


def case(ours: tuple[int, int], theirs: tuple[int, int]) -> Case:
    return Case(
        suspicious=PAIR.suspicious,
        ours=Span(start=ours[0], end=ours[1]),
        source=PAIR.source,
        theirs=Span(start=theirs[0], end=theirs[1]),
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = tmp_path / "pan"
    for folder in ("susp", "src", "01-none", "02-verbatim"):
        (root / folder).mkdir(parents=True)
    (root / "susp" / PAIR.suspicious).write_bytes((ABOVE + SHARED + BELOW).encode())
    (root / "susp" / "suspicious-document2.txt").write_bytes((ABOVE + BELOW).encode())
    (root / "src" / PAIR.source).write_bytes((SHARED + " Two trawlers have moved north.").encode())
    (root / "01-none" / "pairs").write_text(f"suspicious-document2.txt {PAIR.source}\n")
    (root / "02-verbatim" / "pairs").write_text(f"{PAIR.suspicious} {PAIR.source}\n")
    (root / "02-verbatim" / PAIR.file).write_text(
        f'<document reference="{PAIR.suspicious}">'
        f'<feature name="plagiarism" this_offset="{len(ABOVE)}" this_length="{len(SHARED)}" '
        f'source_reference="{PAIR.source}" source_offset="0" source_length="{len(SHARED)}"/></document>'
    )
    return root


def test_the_pairs_of_every_folder_are_read(corpus: Path) -> None:
    assert [pair.folder for pair in pairs(corpus)] == ["01-none", "02-verbatim"]


def test_a_folder_laid_out_otherwise_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="R150") as refused:
        pairs(tmp_path)
    assert str(tmp_path) in str(refused.value)


def test_a_verbatim_passage_is_found_to_the_character(corpus: Path, tmp_path: Path) -> None:
    scores = evaluate(corpus, tmp_path / "out", PassageSettings(), workers=1)
    assert scores.overall.plagdet == pytest.approx(1.0)
    assert scores.folders["01-none"].touched == 0
    found = read_cases(tmp_path / "out" / PAIR.file, "detected-plagiarism")
    assert found == [case((len(ABOVE), len(ABOVE) + len(SHARED)), (0, len(SHARED)))]


def test_every_pair_gets_a_file_though_nothing_was_found(corpus: Path, tmp_path: Path) -> None:
    evaluate(corpus, tmp_path / "out", PassageSettings(), workers=1)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [PAIR.file, "suspicious-document2-source-document1.xml"]
    assert read_cases(tmp_path / "out" / names[1], "detected-plagiarism") == []


def test_two_workers_write_what_one_writes(corpus: Path, tmp_path: Path) -> None:
    one = evaluate(corpus, tmp_path / "one", PassageSettings(), workers=1)
    two = evaluate(corpus, tmp_path / "two", PassageSettings(), workers=2)
    assert one == two
    assert (tmp_path / "one" / PAIR.file).read_text() == (tmp_path / "two" / PAIR.file).read_text()


def test_progress_is_told_pair_by_pair(corpus: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    evaluate(
        corpus,
        tmp_path,
        PassageSettings(),
        workers=1,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 2), (2, 2)]


def test_only_the_pairs_let_through_are_scored(corpus: Path, tmp_path: Path) -> None:
    scores = evaluate(
        corpus, tmp_path, PassageSettings(), workers=1, keep=lambda pair: pair.folder == "01-none"
    )
    assert scores.overall.pairs == 1
    assert scores.overall.plagdet == 1.0


def test_a_missing_text_is_named(corpus: Path, tmp_path: Path) -> None:
    (corpus / "src" / PAIR.source).unlink()
    with pytest.raises(InputError, match="R101"):
        evaluate(corpus, tmp_path, PassageSettings(), workers=1)


def test_a_case_named_twice_counts_once(tmp_path: Path) -> None:
    feature = (
        '<feature name="plagiarism" this_offset="0" this_length="5" '
        'source_reference="s" source_offset="0" source_length="5"/>'
    )
    (tmp_path / "x.xml").write_text(f'<document reference="t">{feature}{feature}</document>')
    assert len(read_cases(tmp_path / "x.xml", "plagiarism")) == 1


def test_half_a_case_found_is_half_recall_and_full_precision() -> None:
    scores = score({PAIR: [case((0, 100), (0, 100))]}, {PAIR: [case((0, 50), (50, 100))]})
    assert (scores.precision, scores.recall, scores.granularity) == (1.0, 0.5, 1.0)
    assert scores.plagdet == pytest.approx(2 / 3)


def test_a_case_found_in_two_pieces_costs_granularity() -> None:
    scores = score(
        {PAIR: [case((0, 100), (0, 100))]},
        {PAIR: [case((0, 50), (0, 50)), case((50, 100), (50, 100))]},
    )
    assert (scores.precision, scores.recall, scores.granularity) == (1.0, 1.0, 2.0)
    assert scores.plagdet == pytest.approx(0.6309, abs=1e-4)


def test_an_overlap_on_one_side_only_is_no_hit() -> None:
    scores = score({PAIR: [case((0, 100), (0, 100))]}, {PAIR: [case((0, 100), (200, 300))]})
    assert (scores.precision, scores.recall) == (0.0, 0.0)


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    assert score({PAIR: []}, {PAIR: []}).plagdet == 1.0


@pytest.mark.shared
def test_the_measures_agree_with_the_public_scorer(shared: Path, tmp_path: Path) -> None:
    with tarfile.open(shared / "data" / "pan13-train.tar.xz", "r:xz") as tar:
        tar.extractall(tmp_path, filter="data")
    root, out = tmp_path / "pan13-train", tmp_path / "out"
    scores = evaluate(root, out, PassageSettings(), keep=lambda pair: crc32(pair.file.encode()) % 97 == 0)
    wanted = {path.name for path in out.iterdir()}
    for folder in scores.folders:
        for path in (root / folder).glob("*.xml"):
            if path.name not in wanted:
                path.unlink()
        told = subprocess.run(
            [sys.executable, str(shared / "tools" / "score_plagdet.py"), str(root / folder), str(out)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        ours = scores.folders[folder]
        assert f"plagdet {ours.plagdet:.5f} precision {ours.precision:.5f} recall {ours.recall:.5f}" in told
    assert scores.overall.plagdet > 0.8
