"""Records of JSONL, JSON and Parquet."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from retell.document.load import read
from retell.document.model import Document, Skipped, Stamp
from retell.document.records import from_lines
from retell.settings import DocumentSettings

STORY = "The bridge was closed on Monday. Lorries took the long way round."


def lines(*each: object) -> list[Document | Skipped]:
    raw = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in each)
    return list(from_lines(io.BytesIO(raw.encode()), "a.jsonl", DocumentSettings()))


def one(**fields: object) -> Document:
    (found,) = lines({"text": STORY, **fields})
    assert isinstance(found, Document)
    return found


def refused(value: object) -> Skipped:
    (found,) = lines(value)
    assert isinstance(found, Skipped)
    return found


def test_the_named_fields_find_their_places() -> None:
    found = one(id="n1", title="Bridge shut", url="https://x.example/1", outlet="Post", author="Ana Bell",
                published="2024-03-03T10:12:00Z", language="en-GB")  # fmt: skip
    assert (found.id, found.title, found.url, found.outlet) == (
        "n1",
        "Bridge shut",
        "https://x.example/1",
        "Post",
    )
    assert found.authors == ("Ana Bell",)
    assert found.published == Stamp(when="2024-03-03T10:12:00+00:00", claimed_by="record published")
    assert found.language == "en"


def test_what_else_stands_in_a_record_is_kept() -> None:
    assert dict(one(desk="city", score=3).extra) == {"desk": "city", "score": 3}


def test_a_field_of_a_form_not_understood_is_kept_and_not_guessed() -> None:
    found = one(title=["a"], published="last week")
    assert found.published is None
    assert found.extra["published"] == "last week"
    assert found.extra["title"] == ["a"]


def test_several_authors_are_kept_in_order() -> None:
    assert one(authors=["Bo Li", "Ana Bell"]).authors == ("Bo Li", "Ana Bell")


def test_a_number_may_be_an_id() -> None:
    assert one(id=17).id == "17"


def test_a_missing_id_is_made_from_the_content() -> None:
    assert one().id == one().id != one(outlet="Post").id


def test_a_broken_third_line_costs_only_itself() -> None:
    found = lines({"text": STORY}, {"text": STORY + "2"}, '{"text": "half', {"text": STORY + "4"})
    assert [isinstance(each, Document) for each in found] == [True, True, False, True]
    assert isinstance(found[2], Skipped)
    assert found[2].where == "line 3"
    assert "line 3" in found[2].error
    assert found[2].error.startswith("R108")


def test_blank_lines_are_passed_over_and_counted() -> None:
    found = lines({"text": STORY}, "", "{")
    assert isinstance(found[1], Skipped)
    assert found[1].where == "line 3"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({}, "R110"),
        ({"text": None}, "R110"),
        ({"text": 5}, "R111"),
        ({"text": ["a"]}, "R111"),
        ({"text": " \n"}, "R103"),
        ([1], "R109"),
        ("3", "R109"),
        ("[" * 100_000, "R108"),
    ],
)
def test_a_record_without_a_text_is_named(value: object, code: str) -> None:
    assert refused(value).error.startswith(code)


def test_the_message_says_what_stood_there_instead() -> None:
    assert "an array" in refused({"text": ["a"]}).error


def test_half_a_surrogate_pair_becomes_a_character_that_can_be_written() -> None:
    (found,) = lines('{"text": "A \\ud83d b c d e f."}')
    assert isinstance(found, Document)
    assert found.text.encode() == "A \ufffd b c d e f.".encode()


def test_a_line_in_another_encoding_is_read() -> None:
    raw = '{"text": "Größere Brücken für Köln, sagt der Bürgermeister."}'.encode("cp1252")
    (found,) = from_lines(io.BytesIO(raw), "a", DocumentSettings())
    assert isinstance(found, Document)
    assert "Brücken" in found.text


def test_a_line_past_the_limit_costs_only_itself() -> None:
    raw = (json.dumps({"text": STORY * 20}) + "\n" + json.dumps({"text": STORY}) + "\n").encode()
    found = list(from_lines(io.BytesIO(raw), "a", DocumentSettings(largest_file=200)))
    assert isinstance(found[0], Skipped)
    assert found[0].error.startswith("R105")
    assert isinstance(found[1], Document)


def test_a_file_without_a_record_is_empty() -> None:
    (found,) = from_lines(io.BytesIO(b"\n\n"), "a", DocumentSettings())
    assert isinstance(found, Skipped)
    assert found.error.startswith("R103")


def test_a_json_file_holds_one_object_or_an_array(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.write_text(json.dumps({"text": STORY}, indent=2))
    second.write_text(json.dumps([{"text": STORY + "1"}, 3, {"text": STORY + "2"}]))
    found = list(read([str(first), str(second)]))
    assert [isinstance(each, Document) for each in found] == [True, True, False, True]
    assert isinstance(found[2], Skipped)
    assert found[2].where == "record 2"


def test_records_a_line_under_the_name_of_json_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("\n".join(json.dumps({"text": f"{STORY} {n}"}) for n in range(3)))
    assert len(list(read([str(path)]))) == 3


def test_parquet_is_read_row_by_row(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    parquet.write_table(arrow.table({"text": [STORY, None], "outlet": ["Post", "Mail"]}), path)
    found = list(read([str(path)]))
    assert isinstance(found[0], Document)
    assert found[0].outlet == "Post"
    assert isinstance(found[1], Skipped)
    assert found[1].where == "row 2"


def test_a_broken_parquet_file_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 and nothing more")
    (found,) = read([str(path)])
    assert isinstance(found, Skipped)
    assert found.error.startswith("R115")


def test_parquet_without_pyarrow_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1")
    (found,) = read([str(path)])
    assert isinstance(found, Skipped)
    assert "retell[parquet]" in found.error
