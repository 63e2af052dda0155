from __future__ import annotations

from retell.document.model import Document
from retell.family.candidates import matched, twins
from retell.family.model import RelationKind
from retell.family.rarity import Rarity
from retell.settings import Settings

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
