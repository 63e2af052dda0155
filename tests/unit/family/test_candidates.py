from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retell.document.model import Document
from retell.family.candidates import Candidates, candidates, matched, twins
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


def found(keys: dict[str, Keys], settings: FamilySettings = SETTINGS) -> Candidates:
    return candidates(keys, Rarity.of(each.vocabulary for each in keys.values()), settings)


def ids(which: Candidates) -> list[tuple[str, str]]:
    return [(pair.left, pair.right) for pair in which.pairs]


def test_an_edited_copy_is_a_candidate_and_another_report_is_not() -> None:
    which = found(keyed(a=FERRY, b=FERRY.replace("striking", "hitting"), c=COURT))
    assert ids(which) == [("a", "b")]
    assert which.pairs[0].near
    assert which.twins == ()


def test_an_excerpt_in_another_article_meets_it_and_is_no_candidate_for_a_copy() -> None:
    which = found(keyed(a=FERRY, b=COURT + " " + FERRY[114:300]))
    assert (which.met, ids(which)) == (1, [])


def test_the_same_words_are_twins_and_only_the_first_goes_on() -> None:
    which = found(keyed(c=FERRY, a=FERRY.lower(), b=FERRY, d=FERRY.lower().replace("rock", "reef")))
    assert which.twins == (("a", "b"), ("a", "c"))
    assert ids(which) == [("a", "d")]


def test_a_text_of_few_words_is_not_traced() -> None:
    which = found(keyed(a="Page not found", b="Page not found"))
    assert (which.pairs, which.twins) == ((), ())


def test_pairs_past_the_strongest_of_both_sides_are_cut_and_counted() -> None:
    texts = {f"d{n}": FERRY + f" It was accident number {n} of the year." for n in range(8)}
    few = FamilySettings(most_neighbours=2)
    which = found({id: document_keys(Document(id=id, text=text), few) for id, text in texts.items()}, few)
    assert len(which.pairs) + which.cut == 28
    assert 0 < len(which.pairs) < 28


@given(st.permutations(["a", "b", "c", "d"]))
def test_candidates_ignore_the_order_of_documents(order: list[str]) -> None:
    keys = keyed(a=FERRY, b=FERRY.replace("harbour", "port"), c=COURT, d=FERRY)
    assert found({id: keys[id] for id in order}) == found(keys)


def test_a_form_filled_in_anew_is_no_candidate() -> None:
    form = (
        "Senator Ida Crell announced today that the Harbour Board has awarded {}{}0 dollars to the Stran{} "
        "Rescue Company in Quil{} County, with Marn{} Works, to buy boats and mend the slipways they use."
    )
    letters = [one + two for one in "abcdef" for two in "ghijk"]
    texts = {f"f{n:02d}": form.format(n, n, *[letters[n]] * 3) for n in range(len(letters))}
    which = found(keyed(**texts))
    assert len(which.forms) > 400
    assert which.pairs == ()


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
