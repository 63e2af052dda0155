from __future__ import annotations

import random

from retell.document.model import Document
from retell.family.excerpts import excerpted, quoting
from retell.family.keys import document_keys
from retell.family.model import RelationKind
from retell.family.rarity import Rarity
from retell.settings import FamilySettings

SETTINGS = FamilySettings()


def prose(seed: int, words: int) -> str:
    chance = random.Random(seed)
    return " ".join(f"w{chance.randrange(10**6)}" for _ in range(words))


PASSAGE = prose(1, 40)


def asked(
    texts: dict[str, str], homes: dict[str, str], known: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    keys = {id: document_keys(Document(id=id, text=text), SETTINGS) for id, text in texts.items()}
    return list(quoting(keys, homes, known, SETTINGS))


def hosts(count: int) -> dict[str, str]:
    return {f"h{n:02d}": f"{prose(100 + n, 60)} {PASSAGE} {prose(200 + n, 60)}" for n in range(count)}


def test_a_passage_in_another_article_is_looked_at() -> None:
    assert asked(hosts(2), {}, []) == [("h00", "h01")]


def test_a_family_is_asked_once() -> None:
    assert len(asked(hosts(3), {"h00": "h00", "h01": "h00"}, [])) == 1


def test_what_is_known_already_is_not_asked_again() -> None:
    assert asked(hosts(2), {}, [("h00", "h01")]) == []
    assert asked(hosts(3), {"h00": "h00", "h01": "h00"}, [("h01", "h02")]) == []


def test_a_run_in_many_families_is_stock() -> None:
    # A gram across the edge of the passage may be chosen by a few documents only.
    assert len(asked(hosts(12), {}, [])) < 12


def test_a_run_in_many_documents_of_one_family_is_none() -> None:
    texts = hosts(12)
    assert len(asked(texts, dict.fromkeys(list(texts)[:11], "h00"), [])) == 1


def test_an_excerpt_is_told_by_its_runs() -> None:
    left, right = (Document(id=id, text=text) for id, text in hosts(2).items())
    match = excerpted(left, right, Rarity.of(()), SETTINGS)
    assert match is not None
    assert match.relation.kind is RelationKind.EXCERPT
    assert [passage.left.of(left.text) for passage in match.passages] == [PASSAGE]


def test_a_public_quotation_is_no_excerpt() -> None:
    left, right = (
        Document(id=id, text=f'{prose(seed, 60)} "{PASSAGE}" he said.') for id, seed in (("a", 7), ("b", 8))
    )
    assert excerpted(left, right, Rarity.of(()), SETTINGS) is None
