"""The language of a text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.language import language_of
from retell.settings import DocumentSettings

SETTINGS = DocumentSettings()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry left the harbour at dawn and nobody was hurt, the port said.", "en"),
        ("Die Fähre verließ den Hafen am Morgen, und niemand wurde verletzt, sagte der Hafen.", "de"),
        ("Le bateau a quitté le port à l'aube et personne n'a été blessé, selon le port.", "fr"),
        ("De veerboot verliet de haven bij zonsopgang en niemand raakte gewond, zei de haven.", "nl"),
        ("船は夜明けに港を出た。", "ja"),
        ("渡轮黎明时离开港口，无人受伤。", "zh"),
        ("배는 새벽에 항구를 떠났다.", "ko"),
        ("Το πλοίο έφυγε από το λιμάνι την αυγή.", "el"),
        ("غادرت العبارة الميناء عند الفجر ولم يصب أحد بأذى.", "ar"),
        ("Ferry", None),
        ("12:30 …", None),
        ("", None),
    ],
)
def test_the_language_is_told_or_left_open(text: str, expected: str | None) -> None:
    assert language_of(text, SETTINGS) == expected


@settings(deadline=None)
@given(st.text(max_size=80, alphabet=st.characters(max_codepoint=0x7F)))
def test_odd_text_never_raises(text: str) -> None:
    found = language_of(text, SETTINGS)
    assert found is None or len(found) == 2


def test_english_is_told_without_loading_a_model() -> None:
    code = (
        "import sys; from retell.document.make import document;"
        "document('The ferry left the harbour and it was late, they said.');"
        "sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
