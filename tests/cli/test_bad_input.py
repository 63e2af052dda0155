"""Nothing readable is lost because a neighbour was not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.articles import COPY, OTHER, SOURCE, Outcome, Retell, Write


def members(outcome: Outcome) -> list[list[str]]:
    return [json.loads(line)["family"] for line in outcome.out.splitlines()]


def traced_beside_a_pair(retell: Retell, write: Write, *bad: Path) -> Outcome:
    """A trace of the bad inputs with a good pair among them; the pair must be found."""
    outcome = retell("trace", write("good/a.txt", SOURCE), *bad, write("good/b.txt", COPY), "--json")
    assert [len(family) for family in members(outcome)] == [2]
    return outcome


def test_a_missing_file_is_named_and_the_rest_is_traced(retell: Retell, write: Write, tmp_path: Path) -> None:
    outcome = traced_beside_a_pair(retell, write, tmp_path / "absent.txt")
    assert outcome.status == 3
    assert outcome.err.startswith("R101: ") and "absent.txt" in outcome.err


def test_both_missing_sides_of_a_comparison_are_named(retell: Retell, tmp_path: Path) -> None:
    outcome = retell("compare", tmp_path / "one.txt", tmp_path / "two.txt")
    assert outcome.status == 3 and outcome.out == ""
    assert "one.txt" in outcome.err and "two.txt" in outcome.err and outcome.err.count("R101") == 2


def test_a_directory_with_nothing_readable_is_named(retell: Retell, write: Write) -> None:
    folder = write("pictures/a.png", b"\x89PNG\r\n\x1a\n\0\0").parent
    outcome = traced_beside_a_pair(retell, write, folder)
    assert outcome.status == 3 and "R112" in outcome.err and "pictures" in outcome.err


@pytest.mark.parametrize("content", ["", " \n\t\n"])
def test_an_empty_file_is_named(retell: Retell, write: Write, source: Path, content: str) -> None:
    empty = write("empty.txt", content)
    assert traced_beside_a_pair(retell, write, empty).status == 3
    outcome = retell("compare", empty, source)
    assert outcome.status == 3 and outcome.err.startswith("R103: ") and "empty.txt" in outcome.err


def test_a_file_of_nuls_is_named(retell: Retell, write: Write) -> None:
    outcome = traced_beside_a_pair(retell, write, write("nul.txt", b"\0" * 4096))
    assert outcome.status == 3 and "R104" in outcome.err and "nul.txt" in outcome.err


def test_invalid_utf8_is_read_with_the_bad_byte_marked(retell: Retell, write: Write, copy: Path) -> None:
    broken = write("broken.txt", SOURCE.encode().replace(b"hospital", b"hos\xffpital"))
    outcome = retell("compare", broken, copy, "--json")
    assert outcome.status == 0
    record = outcome.json
    assert "hos" in record["left"]["text"] and "pital" in record["left"]["text"]
    assert len(record["links"]) == 5


def test_windows_text_keeps_its_quotation_marks(retell: Retell, write: Write, copy: Path) -> None:
    outcome = retell("compare", write("old.txt", SOURCE.encode("cp1252")), copy, "--json")
    assert outcome.status == 0 and outcome.json["left"]["text"] == SOURCE


@pytest.mark.slow
def test_twenty_megabytes_on_one_line_are_read_or_refused_by_name(
    retell: Retell, write: Write, tmp_path: Path
) -> None:
    line = "The harbour was closed on Monday because of the storm. "
    huge = write("huge.txt", line * (20_000_000 // len(line)))
    outcome = retell("trace", huge, write("a.txt", SOURCE), write("b.txt", COPY), "--json")
    assert outcome.status in (0, 3)
    assert [len(family) for family in members(outcome)] == [2]
    assert (outcome.status == 3) == ("huge.txt" in outcome.err)


def test_a_page_with_no_article_is_named(retell: Retell, write: Write) -> None:
    page = write("menu.html", "<html><body><nav><a href='/'>Home</a></nav></body></html>")
    outcome = traced_beside_a_pair(retell, write, page)
    assert outcome.status == 3 and "R107" in outcome.err and "menu.html" in outcome.err


def test_a_broken_third_line_costs_that_line_alone(retell: Retell, write: Write) -> None:
    lines = [
        json.dumps({"id": "a", "text": SOURCE}),
        json.dumps({"id": "x", "text": OTHER}),
        '{"id": "b", "te',
    ]
    records = write("in.jsonl", "\n".join([*lines, json.dumps({"id": "c", "text": COPY})]))
    outcome = retell("trace", records, "--json")
    assert outcome.status == 3
    assert "R108" in outcome.err and "line 3" in outcome.err
    assert members(outcome) == [["a", "c"]]


def test_a_record_without_text_costs_that_record_alone(retell: Retell, write: Write) -> None:
    lines = [{"id": "a", "text": SOURCE}, {"id": "b", "title": "No text"}, {"id": "c", "text": COPY}]
    outcome = retell("trace", write("in.jsonl", "\n".join(map(json.dumps, lines))), "--json")
    assert outcome.status == 3
    assert "R110" in outcome.err and "line 2" in outcome.err
    assert members(outcome) == [["a", "c"]]


def test_one_id_for_two_texts_keeps_both(retell: Retell, write: Write) -> None:
    lines = [{"id": "a", "text": SOURCE}, {"id": "a", "text": COPY}]
    outcome = retell("trace", write("in.jsonl", "\n".join(map(json.dumps, lines))), "--json")
    assert "R119" in outcome.err
    (family,) = members(outcome)
    assert len(set(family)) == 2 and "a" in family


def test_the_same_record_twice_is_taken_once(retell: Retell, write: Write) -> None:
    record = json.dumps({"id": "a", "text": SOURCE})
    records = write("in.jsonl", "\n".join([record, record, json.dumps({"id": "b", "text": COPY})]))
    outcome = retell("trace", records, "--json")
    assert outcome.status == 0 and "R118" in outcome.err
    assert members(outcome) == [["a", "b"]]


def test_a_pair_in_two_languages_is_compared_and_remarked_on(
    retell: Retell, write: Write, source: Path
) -> None:
    german = write(
        "de.txt",
        "Die Fähre verließ Arholm am Mittag mit 214 Menschen an Bord, sagte der Hafenmeister am Montag.\n\n"
        "Zwei Besatzungsmitglieder wurden in ein Krankenhaus gebracht, und der Reederei droht eine Strafe.\n",
    )
    outcome = retell("compare", source, german)
    assert outcome.status == 0
    assert "different languages (en and de)" in " ".join(outcome.out.split())


def test_a_pair_with_nothing_in_common_is_called_unrelated(
    retell: Retell, write: Write, source: Path
) -> None:
    outcome = retell("compare", source, write("pears.txt", OTHER), "--json")
    assert outcome.status == 0
    assert outcome.json["relation"]["kind"] == "unrelated"
    assert outcome.json["summary"]["verdict"].startswith("not a copy: the two are unrelated")


SCRIPTS = {
    "arabic": (
        "أعلنت الحكومة الخطة اليوم. وقال الوزير إن العمل سيبدأ غداً.",
        "أعلنت الحكومة الخطة أمس. وقال الوزير إن العمل بدأ.",
    ),
    "chinese": (
        "政府周一公布了新计划。部长说，工程将于明天开始。",
        "政府周二公布了新计划。部长说，工程已经开始。",
    ),
    "emoji": (
        "🚢 The ferry sank 👩\u200d👩\u200d👧 at noon. Nobody was hurt 🙏🏽.",
        "🚢 The ferry sank 👩\u200d👩\u200d👧 at dusk. Somebody was hurt 🙏🏽.",
    ),
    "combining": (
        "Re\u0301ne\u0301e said the cafe\u0301 burned. It was late.",
        "Re\u0301ne\u0301e said the caf\u00e9 burned down. It was late.",
    ),
}


@pytest.mark.parametrize(("left", "right"), SCRIPTS.values(), ids=SCRIPTS)
def test_offsets_are_right_in_every_script(retell: Retell, write: Write, left: str, right: str) -> None:
    outcome = retell("compare", write("l.txt", left), write("r.txt", right), "--json")
    assert outcome.status == 0
    record = outcome.json
    for side, text in (("left", left), ("right", right)):
        assert record[side]["text"] == text
        assert all(0 <= s["start"] < s["end"] <= len(text) for s in record[side]["sentences"])
        for change in record["changes"]:
            if change[side]:
                assert text[change[side]["start"] : change[side]["end"]] == change[side]["text"]
    assert retell("compare", write("l.txt", left), write("r.txt", right)).status == 0


def test_one_readable_side_of_a_broken_file_is_compared_and_the_fault_named(
    retell: Retell, write: Write, copy: Path
) -> None:
    records = write("in.jsonl", json.dumps({"id": "a", "text": SOURCE}) + "\n{broken\n")
    outcome = retell("compare", records, copy, "--json")
    assert outcome.status == 3 and "R108" in outcome.err
    assert outcome.json["left"]["id"] == "a"
    assert retell("compare", f"{records}#a", copy, "--json").status == 0


def test_an_address_is_refused_with_what_would_be_right(retell: Retell, source: Path) -> None:
    outcome = retell("compare", "https://news.example/ferry", source)
    assert outcome.status in (3, 4) and "https://news.example/ferry" in outcome.err
