"""Bytes → text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.files import FileKind, decoded, kind_of_name, kind_of_text
from retell.errors import InputError
from retell.settings import DocumentSettings

SETTINGS = DocumentSettings()
GERMAN = "Der Fluss über der Brücke stieg. Die Bürger müssen ihre Häuser räumen, sagte Bürgermeister Groß."
JAPANESE = "船は夜明けに港を出た。九十人が乗っていた。けが人はいなかったと港は述べた。" * 4


@settings(deadline=None)
@given(
    st.text(min_size=1).filter(
        lambda text: text.strip(" \t\r\n\f\v") and "\0" not in text and text[0] != "\ufeff"
    )
)
def test_utf8_comes_back_unchanged(text: str) -> None:
    assert decoded(text.encode(), "a", SETTINGS) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_in_any_form_is_read(encoding: str) -> None:
    assert decoded(GERMAN.encode(encoding), "a", SETTINGS) == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN * 3, "cp1252"),
        ("“The ferry is late,” she said. It’s the third time.", "cp1252"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        ("Паром вышел из порта на рассвете. Никто не пострадал, сообщили в порту." * 3, "cp1251"),
    ],
)
def test_an_older_encoding_is_recognised(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), "a", SETTINGS) == text


def test_one_broken_byte_does_not_make_utf8_another_encoding() -> None:
    raw = (GERMAN * 3).encode() + b"\xff" + "für".encode()
    found = decoded(raw, "a", SETTINGS)
    assert found.startswith(GERMAN)
    assert found.count("\ufffd") == 1


def test_the_encoding_a_page_declares_is_respected() -> None:
    page = '<html><head><meta charset="koi8-r"></head><body>Паром вышел</body></html>'
    assert "Паром вышел" in decoded(page.encode("koi8-r"), "a", SETTINGS)


def test_a_wrong_declaration_does_not_spoil_utf8() -> None:
    page = '<meta charset="iso-8859-1"><p>“größer”</p>'
    assert decoded(page.encode(), "a", SETTINGS) == page


def test_a_declared_encoding_that_does_not_exist_is_passed_over() -> None:
    page = '<meta charset="no-such-thing"><p>plain</p>'
    assert decoded(page.encode(), "a", SETTINGS) == page


@pytest.mark.parametrize("raw", [b"", b" \n"])
def test_nothing_but_white_space_is_empty(raw: bytes) -> None:
    with pytest.raises(InputError, match="R103"):
        decoded(raw, "a", SETTINGS)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_named(raw: bytes) -> None:
    try:
        assert isinstance(decoded(raw, "a", SETTINGS), str)
    except InputError as error:
        assert error.code in {"R103", "R104", "R106"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.TXT", FileKind.TEXT),
        ("a.htm", FileKind.HTML),
        ("a.ndjson", FileKind.JSON_LINES),
        ("a.b", None),
        ("a", None),
    ],
)
def test_a_name_tells_the_kind(name: str, kind: FileKind | None) -> None:
    assert kind_of_name(name) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>", FileKind.HTML),
        ("\n<!-- x -->\n<html lang=en>", FileKind.HTML),
        ('{"text": "a"}', FileKind.JSON),
        ('[\n {"text": "a"}]', FileKind.JSON),
        ("[Updated] The ferry", FileKind.TEXT),
        ("<3 the ferry", FileKind.TEXT),
        ("", FileKind.TEXT),
    ],
)
def test_a_text_tells_its_kind_by_its_start(text: str, kind: FileKind) -> None:
    assert kind_of_text(text) is kind
