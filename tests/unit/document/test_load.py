"""Reading files, directories, globs and standard input."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from retell.document.load import from_bytes, read
from retell.document.model import Document, Skipped
from retell.document.segment import segmented
from retell.settings import DocumentSettings

STORY = "The ferry left the harbour at dawn. It carried ninety people.\n\nNobody was hurt, the port said."


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def documents(*paths: str) -> list[Document]:
    return [each for each in read(paths) if isinstance(each, Document)]


def skipped(*paths: str) -> list[Skipped]:
    return [each for each in read(paths) if isinstance(each, Skipped)]


def codes(*paths: str) -> list[str]:
    return [each.error[:4] for each in skipped(*paths)]


def test_the_text_of_a_text_file_is_the_decoded_file_unchanged(tmp_path: Path) -> None:
    raw = "  First line\r\nSecond — “quoted”\rThird\n\n".encode()
    (found,) = documents(write(tmp_path, "a.txt", raw))
    assert found.text == raw.decode()
    assert found.raw == raw
    assert found.extractor == "text"


def test_one_path_may_stand_without_a_list(tmp_path: Path) -> None:
    path = write(tmp_path, "ferry.txt", STORY)
    assert [each.text for each in read(path) if isinstance(each, Document)] == [STORY]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("ferry.txt", STORY.encode()),
        ("ferry.jsonl", json.dumps({"text": STORY}).encode()),
        ("page", STORY.encode()),
    ],
)
def test_bytes_are_read_as_a_file_of_that_name_is(name: str, raw: bytes) -> None:
    assert [each.text for each in from_bytes(raw, name) if isinstance(each, Document)] == [STORY]


def test_bytes_that_cannot_be_read_are_named_too() -> None:
    (found,) = from_bytes(b"", "empty.txt")
    assert isinstance(found, Skipped) and "empty.txt" in found.error


def test_a_document_keeps_where_it_came_from(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY)
    assert documents(path)[0].origin == path


def test_a_missing_file_is_named_and_its_neighbour_is_read(tmp_path: Path) -> None:
    gone, here = str(tmp_path / "gone.txt"), write(tmp_path, "here.txt", STORY)
    found = list(read([gone, here]))
    assert isinstance(found[0], Skipped)
    assert gone in found[0].error
    assert found[0].error.startswith("R101")
    assert isinstance(found[1], Document)


@pytest.mark.parametrize("content", [b"", b"  \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_named(tmp_path: Path, content: bytes) -> None:
    assert codes(write(tmp_path, "a.txt", content)) in (["R103"], [])


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl", "a"])
def test_a_file_of_nuls_is_binary(tmp_path: Path, name: str) -> None:
    assert codes(write(tmp_path, name, b"\0" * 5000)) == ["R104"]


def test_a_picture_is_binary(tmp_path: Path) -> None:
    assert codes(write(tmp_path, "a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)) == [
        "R104"
    ]


def test_a_directory_is_walked_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt"):
        write(tmp_path, name, f"{STORY} {name}")
    assert [Path(str(each.origin)).name for each in documents(str(tmp_path))] == ["a.txt", "b.txt", "c.txt"]


def test_a_file_of_another_kind_in_a_directory_gets_a_word_and_costs_nothing(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", STORY)
    write(tmp_path, "style.css", "p {}")
    (notice,) = skipped(str(tmp_path))
    assert notice.error.startswith("R117")
    assert notice.notice


def test_a_directory_with_nothing_readable_is_named(tmp_path: Path) -> None:
    write(tmp_path, "style.css", "p {}")
    found = skipped(str(tmp_path))
    assert [each.error[:4] for each in found] == ["R117", "R112"]
    assert not found[-1].notice


def test_a_glob_gives_its_matches_in_order(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "3.md"):
        write(tmp_path, name, f"{STORY} {name}")
    assert [Path(str(each.origin)).name for each in documents(str(tmp_path / "*.txt"))] == ["1.txt", "2.txt"]


def test_a_glob_that_matches_nothing_is_named(tmp_path: Path) -> None:
    assert codes(str(tmp_path / "*.zzz")) == ["R113"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    assert len(documents(write(tmp_path, "story [1].txt", STORY))) == 1


def test_an_address_is_refused_with_a_word_on_the_network() -> None:
    (found,) = skipped("https://news.example/story")
    assert found.error.startswith("R116")
    assert "network" in found.error


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, "a.txt", STORY)
    monkeypatch.setattr(Path, "open", refuse)
    assert codes(path) == ["R102"]


def test_a_name_that_no_system_can_hold_is_an_error_not_a_crash() -> None:
    assert codes("a\0b.txt") == ["R102"]


def test_a_file_past_the_limit_is_refused_by_name(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY)
    (found,) = read([path], DocumentSettings(largest_file=20))
    assert isinstance(found, Skipped)
    assert found.error.startswith("R105")


def test_the_same_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY)
    found = list(read([path, str(tmp_path / "." / "a.txt"), str(tmp_path)]))
    assert sum(isinstance(each, Document) for each in found) == 1
    assert all(each.notice and each.error.startswith("R118") for each in found if isinstance(each, Skipped))


def test_two_files_that_say_the_same_are_two_documents_with_two_ids(tmp_path: Path) -> None:
    found = list(read([write(tmp_path, "a.txt", STORY), write(tmp_path, "b.txt", STORY)]))
    assert all(isinstance(each, Document) for each in found)
    assert len({each.id for each in found if isinstance(each, Document)}) == 2


def test_the_same_record_twice_is_taken_once(tmp_path: Path) -> None:
    line = json.dumps({"id": "x", "text": STORY})
    found = list(read([write(tmp_path, "a.jsonl", f"{line}\n{line}\n")]))
    assert isinstance(found[0], Document)
    assert isinstance(found[1], Skipped)
    assert found[1].notice
    assert "line 2" in found[1].origin


def test_two_texts_with_one_id_are_both_kept_and_it_is_said(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "x", "text": STORY}), json.dumps({"id": "x", "text": f"{STORY} Later."})]
    path = write(tmp_path, "a.jsonl", "\n".join(lines))
    found = documents(path)
    assert found[0].id == "x"
    assert found[1].id.startswith("x~")
    assert codes(path) == ["R119"]


def test_three_texts_with_one_id_keep_three_ids(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "x", "text": f"{STORY} {n}"}) for n in (1, 2, 3, 3)]
    found = documents(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert len({each.id for each in found}) == len(found) == 3


@pytest.mark.parametrize(
    ("given", "count"),
    [
        (STORY, 1),
        (json.dumps({"text": STORY}), 1),
        (json.dumps({"text": STORY}) + "\n" + json.dumps({"text": STORY + "!"}), 2),
        (json.dumps([{"text": STORY}, {"text": STORY + "?"}], indent=1), 2),
        (json.dumps({"text": STORY}, indent=2), 1),
    ],
)
def test_standard_input_is_told_by_its_start(monkeypatch: pytest.MonkeyPatch, given: str, count: int) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    found = documents("-")
    assert len(found) == count
    assert found[0].text == STORY


def test_standard_input_may_be_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<!doctype html><html><body><article><h1>Ferry</h1><p>{STORY * 3}</p></article></body></html>"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page.encode())))
    assert documents("-")[0].extractor.startswith("trafilatura")


def test_a_large_file_in_one_line_is_read_and_cut(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "The tide came in again and nobody saw it go. " * 44_000)
    (found,) = documents(path)
    assert len(segmented(found)) == 44_000


def test_reading_is_a_stream(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", "".join(json.dumps({"text": f"{STORY} {n}"}) + "\n" for n in range(50)))
    stream = read([path])
    assert isinstance(next(stream), Document)
    stream.close()  # type: ignore[attr-defined]


def test_reading_text_loads_nothing_heavy() -> None:
    import subprocess

    heavy = "trafilatura py3langid charset_normalizer resiliparse pyarrow lxml sentencex numpy".split()
    code = (
        "import sys; from retell.document.load import read; from retell.document.segment import segmented;"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
