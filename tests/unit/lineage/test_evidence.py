"""What clues may look at, and what they may not go by."""

from __future__ import annotations

from retell.document.make import document
from retell.document.segment import segmented
from retell.lineage.account import account
from retell.lineage.clues import wording
from retell.lineage.evidence import evidence


def test_what_is_known_of_english_words_says_nothing_of_another_language() -> None:
    texts = "The old mill burned down on Sunday.", "The ancient mill perished on Sunday."
    for language, seen in (("en", True), ("de", False)):
        made = [document(text, id=text[:7], language=language) for text in texts]
        one, other = (account(each, segmented(each)) for each in made)
        assert any(wording.find(evidence(one, other))) == seen
