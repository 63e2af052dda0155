"""Lining up sentences."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from retell.alignment.align import align
from retell.alignment.ground import longest_ascending
from retell.alignment.model import Alignment, LinkKind
from retell.document.model import Document, Sentence
from retell.settings import AlignmentSettings
from retell.text.spans import Span

STORY = [
    "The harbour board closed the eastern pier on Tuesday after a crack was found in a pile.",
    "Engineers from Lindqvist & Moe will inspect all forty piles this week.",
    "“We would rather lose a weekend than a boat,” said harbourmaster Ines Okafor.",
    "Fishing crews were told to land their catch at Saltby instead.",
    "The pier was last repaired in 1987 at a cost of 2.4 million crowns.",
    "Traders fear that the closure will keep visitors away during the herring fair.",
]


def document(lines: list[str], name: str = "x") -> tuple[Document, tuple[Sentence, ...]]:
    text = "\n".join(lines)
    found, at = [], 0
    for line in lines:
        found.append(Sentence(span=Span(start=at, end=at + len(line))))
        at += len(line) + 1
    return Document(id=name, text=text), tuple(found)


def aligned(left: list[str], right: list[str]) -> Alignment:
    (a, a_sentences), (b, b_sentences) = document(left, "a"), document(right, "b")
    return align(a, b, a_sentences, b_sentences, AlignmentSettings())


def links(left: list[str], right: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.left, link.right) for link in aligned(left, right).links]


def test_a_document_beside_itself_is_identical_throughout() -> None:
    found = aligned(STORY, STORY)
    assert [link.kind for link in found.links] == [LinkKind.IDENTICAL] * len(STORY)
    assert not any(link.moved for link in found.links)


def test_a_dropped_sentence_is_on_one_side_only() -> None:
    found = aligned(STORY, STORY[:2] + STORY[3:])
    assert (found.only_left, found.only_right) == ((2,), ())


def test_a_reworded_sentence_is_linked() -> None:
    copy = [*STORY]
    copy[3] = "Crews that fish were ordered to bring their catches ashore in Saltby."
    assert ((3,), (3,)) in links(STORY, copy)


def test_a_split_sentence_is_one_link_to_two() -> None:
    copy = [
        "The harbour board closed the eastern pier on Tuesday.",
        "A crack had been found in a pile.",
        *STORY[1:],
    ]
    found = aligned(STORY, copy)
    assert found.links[0].right == (0, 1)
    assert found.links[0].kind is LinkKind.SPLIT


def test_merged_sentences_are_one_link_from_two() -> None:
    copy = [*STORY[:4], f"{STORY[4][:-1]} and {STORY[5][0].lower()}{STORY[5][1:]}"]
    assert ((4, 5), (4,)) in links(STORY, copy)


def test_a_passage_taken_to_the_top_is_a_move() -> None:
    found = aligned(STORY, [STORY[5], *STORY[:5]])
    assert [link.left for link in found.links if link.moved] == [(5,)]


def test_swapped_halves_are_all_found() -> None:
    found = aligned(STORY, STORY[3:] + STORY[:3])
    assert len(found.links) == len(STORY)
    assert sum(link.moved for link in found.links) == 3


def test_a_fragment_cut_off_joins_its_sentence() -> None:
    copy = [*STORY]
    copy[4:5] = ["The pier was last repaired in 1987.", "at a cost of 2.4 million crowns."]
    assert ((4,), (4, 5)) in links(STORY, copy)


def test_two_lone_sentences_between_the_same_neighbours_need_little_likeness() -> None:
    left = [STORY[0], "Almost none of them have seen a storm.", STORY[2]]
    right = [STORY[0], "Hardly anyone has been through a storm.", STORY[2]]
    assert ((1,), (1,)) in links(left, right)


def test_a_line_said_twice_is_two_links() -> None:
    twice = [STORY[0], STORY[3], STORY[3], STORY[1]]
    assert [len(left) for left, _ in links(twice, twice)] == [1, 1, 1, 1]


def test_two_sentences_woven_together_are_one_link() -> None:
    left = [
        "The brewery in Kelm will close its bottling hall in March, after losing its largest customer.",
        "Some ninety people work there, and union leaders called the decision a slap in the face.",
    ]
    right = [
        "The brewery in Kelm, where some ninety people work, will close its bottling hall in March.",
        "It lost its largest customer, and union leaders called the decision a slap in the face.",
    ]
    assert links([*left, *STORY], [*right, *STORY])[0] == ((0, 1), (0, 1))


def test_a_sentence_split_and_moved_is_one_link() -> None:
    copy = [
        "The pier was last repaired in 1987.",
        "The repair cost 2.4 million crowns.",
        *STORY[:4],
        STORY[5],
    ]
    moved = [link for link in aligned(STORY, copy).links if link.left == (4,)]
    assert [(link.right, link.moved) for link in moved] == [((0, 1), True)]


def test_unlike_documents_have_no_links() -> None:
    other = ["A goalkeeper signed for two seasons.", "Doctors cleared her knee on Friday."]
    assert links(STORY, other) == []


def test_an_empty_document_has_nothing_to_link() -> None:
    assert links([], STORY) == []
    assert links([], []) == []


def test_a_caption_does_not_win_over_the_sentence_it_repeats() -> None:
    a, a_sentences = document([STORY[2], STORY[2]], "a")
    a_sentences = (Sentence(span=a_sentences[0].span, role="caption"), a_sentences[1])
    b, b_sentences = document([STORY[2]], "b")
    found = align(a, b, a_sentences, b_sentences, AlignmentSettings())
    assert [link.left for link in found.links] == [(1,)]


SENTENCES = st.lists(st.sampled_from(STORY), max_size=8)


@settings(deadline=None)
@given(SENTENCES, SENTENCES)
def test_every_sentence_is_covered_once(left: list[str], right: list[str]) -> None:
    found = aligned(left, right)
    assert sorted([i for link in found.links for i in link.left] + list(found.only_left)) == list(
        range(len(left))
    )
    assert sorted([j for link in found.links for j in link.right] + list(found.only_right)) == list(
        range(len(right))
    )


@settings(deadline=None)
@given(st.permutations(STORY), st.sets(st.integers(0, 5)))
def test_aligning_backwards_mirrors_the_links(right: list[str], dropped: set[int]) -> None:
    left = [line for at, line in enumerate(STORY) if at not in dropped]
    there = {(link.left, link.right) for link in aligned(left, right).links}
    back = {(link.right, link.left) for link in aligned(right, left).links}
    assert there == back


@given(st.lists(st.integers(0, 30), unique=True, max_size=20))
def test_the_longest_ascending_run_ascends_and_is_as_long_as_the_slow_twin_says(values: list[int]) -> None:
    path = longest_ascending(values)
    chosen = [values[at] for at in path]
    assert chosen == sorted(chosen)
    assert path == sorted(path)
    assert len(path) == slow_longest(values)


def slow_longest(values: list[int]) -> int:
    best: list[int] = []
    for at, value in enumerate(values):
        best.append(1 + max((best[k] for k in range(at) if values[k] < value), default=0))
    return max(best, default=0)


HEADED = ["Cracked pile shuts eastern pier", *STORY]
REWORDED = [
    "Visitors stay away as harbour closes",
    "On Tuesday a crack in one of its piles made the harbour board shut the pier in the east.",
    "All forty piles are to be looked at this week by engineers from Lindqvist & Moe.",
    "Harbourmaster Ines Okafor said she would rather lose a weekend than a boat.",
    "Saltby is where crews have been sent instead with whatever they had netted.",
    "Repairs were last made to the pier in 1987, costing 2.4 million crowns.",
    "The closure will keep visitors from the herring fair, traders fear.",
]


def headed(lines: list[str], name: str) -> tuple[Document, tuple[Sentence, ...]]:
    made, found = document(lines, name)
    return made, (Sentence(span=found[0].span, role="title"), *found[1:])


def test_two_headlines_are_linked_whatever_their_words() -> None:
    (a, a_sentences), (b, b_sentences) = headed(HEADED, "a"), headed(REWORDED, "b")
    found = align(a, b, a_sentences, b_sentences, AlignmentSettings())
    assert ((0,), (0,)) in [(link.left, link.right) for link in found.links]


TWO_LINES = ["UNSAFE AT LAST", *REWORDED]


def titled(lines: list[str], titles: tuple[int, ...], name: str) -> tuple[Document, tuple[Sentence, ...]]:
    made, found = document(lines, name)
    return made, tuple(
        Sentence(span=sentence.span, role="title") if at in titles else sentence
        for at, sentence in enumerate(found)
    )


def test_a_headline_is_linked_with_both_lines_of_another() -> None:
    (a, a_sentences), (b, b_sentences) = headed(HEADED, "a"), titled(TWO_LINES, (0, 1), "b")
    found = align(a, b, a_sentences, b_sentences, AlignmentSettings())
    assert ((0,), (0, 1)) in [(link.left, link.right) for link in found.links]


def test_a_headline_is_not_linked_with_lines_that_stand_apart() -> None:
    (a, a_sentences), (b, b_sentences) = headed(HEADED, "a"), titled(TWO_LINES, (0, 3), "b")
    found = align(a, b, a_sentences, b_sentences, AlignmentSettings())
    assert all(0 not in link.left for link in found.links)


def test_two_bylines_are_linked_though_others_wrote_the_copy() -> None:
    (a, a_sentences), (b, b_sentences) = document(["By Ana Ruiz", *STORY]), document(["Staff writer", *STORY])
    sides = [
        (Sentence(span=found[0].span, role="byline"), *found[1:]) for found in (a_sentences, b_sentences)
    ]
    found = align(a, b, sides[0], sides[1], AlignmentSettings())
    assert ((0,), (0,)) in [(link.left, link.right) for link in found.links]


def test_a_dateline_is_no_part_of_the_link_of_a_byline() -> None:
    lines = ["By Ines Okafor, Coastal News", "SALTBY, Coastal News", *STORY]
    (a, a_sentences), (b, b_sentences) = document(lines, "a"), document([lines[0], *STORY], "b")
    marked = [
        Sentence(span=a_sentences[at].span, role=role) for at, role in enumerate(("byline", "dateline"))
    ]
    byline = Sentence(span=b_sentences[0].span, role="byline")
    found = align(a, b, (*marked, *a_sentences[2:]), (byline, *b_sentences[1:]), AlignmentSettings())
    assert ((0,), (0,)) in [(link.left, link.right) for link in found.links]


def test_a_lone_sentence_in_its_place_is_linked_in_a_text_reworded_throughout() -> None:
    assert ((3,), (3,)) in links(STORY, REWORDED[1:])


def test_a_new_sentence_in_the_place_of_a_dropped_one_stays_alone_among_verbatim_ones() -> None:
    copy = [*STORY]
    copy[3] = "Ticket sales for the summer concerts begin on Friday at noon."
    assert (aligned(STORY, copy).only_left, aligned(STORY, copy).only_right) == ((3,), (3,))


def test_a_sentence_split_off_joins_in_a_text_reworded_throughout() -> None:
    source = [*STORY]
    source[3] = "Fishing crews were told to land their catch at Saltby and were promised free ice there."
    copy = [
        *REWORDED[1:3],
        "A lost weekend is better than a lost boat, harbourmaster Okafor thinks.",
        "Crews that fish have to go to Saltby.",
        "They have been promised free ice.",
        REWORDED[5],
        "Stallholders worry that nobody will come to the fair.",
    ]
    assert any(link[0] == (3,) and len(link[1]) == 2 for link in links(source, copy))


def test_what_an_independent_report_has_for_itself_is_not_linked_by_its_place() -> None:
    other = [
        "Divers found the crack in the eastern pier during a routine inspection on Tuesday.",
        "It runs through the third pile from the shore.",
        "Two ferries now berth at the old quay.",
        "Passengers waited in the rain for an hour.",
        "The council meets on Thursday.",
        "A new pier would take three years to build.",
    ]
    assert all(link[0] == (0,) for link in links(STORY, other))
