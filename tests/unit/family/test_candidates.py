from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retell.document.model import Document
from retell.family.candidates import candidates, matched, twins
from retell.family.keys import Keys, document_keys
from retell.family.model import RelationKind
from retell.family.rarity import Rarity
from retell.settings import FamilySettings, Settings

SETTINGS = FamilySettings()
FERRY = (
    "The ferry Maren sank off Tarvik harbour on Tuesday night after striking a submerged rock, "
    "the coast guard said. "
    "Forty-one passengers were brought ashore by fishing boats, and two deckhands are still missing. "
    "Captain Ilse Brandvold told investigators that the radar had failed an hour before the collision."
)
COURT = (
    "A court in Pellworm ordered the brewery to pay nine million crowns to farmers "
    "whose wells were poisoned. "
    "Judge Anton Kreel said the directors had known of the leak since spring and had told nobody. "
    "The brewery will appeal, according to its lawyer, who called the ruling a gift to speculators."
)


def keyed(**texts: str) -> dict[str, Keys]:
    return {id: document_keys(Document(id=id, text=text), SETTINGS) for id, text in texts.items()}


def test_an_edited_copy_is_a_candidate_and_another_report_is_not() -> None:
    found = candidates(keyed(a=FERRY, b=FERRY.replace("striking", "hitting"), c=COURT), SETTINGS)
    assert found.pairs == (("a", "b"),)
    assert found.twins == ()


def test_an_excerpt_in_another_article_is_a_candidate() -> None:
    assert candidates(keyed(a=FERRY, b=COURT + " " + FERRY[114:300]), SETTINGS).pairs == (("a", "b"),)


def test_the_same_words_are_twins_and_only_the_first_goes_on() -> None:
    found = candidates(keyed(c=FERRY, a=FERRY.upper(), b=FERRY, d=FERRY.replace("rock", "reef")), SETTINGS)
    assert found.twins == (("a", "b"), ("a", "c"))
    assert found.pairs == (("a", "d"),)


def test_a_text_of_few_words_is_not_traced() -> None:
    found = candidates(keyed(a="Page not found", b="Page not found"), SETTINGS)
    assert (found.pairs, found.twins) == ((), ())


def test_pairs_past_the_strongest_of_both_sides_are_cut_and_counted() -> None:
    texts = {f"d{n}": FERRY + f" It was accident number {n} of the year." for n in range(8)}
    few = FamilySettings(most_neighbours=2)
    found = candidates(
        {id: document_keys(Document(id=id, text=text), few) for id, text in texts.items()}, few
    )
    assert len(found.pairs) + found.cut == 28
    assert 0 < len(found.pairs) < 28


@given(st.permutations(["a", "b", "c", "d"]))
def test_candidates_ignore_the_order_of_documents(order: list[str]) -> None:
    keys = keyed(a=FERRY, b=FERRY.replace("harbour", "port"), c=COURT, d=FERRY)
    assert candidates({id: keys[id] for id in order}, SETTINGS) == candidates(keys, SETTINGS)


def test_a_copy_is_matched_with_its_passages() -> None:
    left, right = Document(id="a", text=FERRY), Document(id="b", text=FERRY.replace("striking", "hitting"))
    match = matched(left, right, Rarity.of(()), Settings())
    assert match is not None
    assert match.relation.kind is RelationKind.COPY
    assert match.passages


def test_strangers_are_no_match() -> None:
    assert (
        matched(Document(id="a", text=FERRY), Document(id="b", text=COURT), Rarity.of(()), Settings()) is None
    )


def test_twins_match_in_whole_without_the_space_round_them() -> None:
    match = twins(Document(id="a", text=f"  {FERRY}\n"), Document(id="b", text=FERRY.upper()))
    assert match.relation.kind is RelationKind.COPY
    assert (match.passages[0].left.start, match.passages[0].right.end) == (2, len(FERRY))
