"""Passages: found however reused, to the right bounds, and not where only the subject is shared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.alignment.passages import passages
from retell.document.model import Document
from retell.settings import PassageSettings

PIER = (
    "The harbour board of Saltby voted nine to four on Tuesday to close the eastern pier. Divers had "
    "found that forty of its oak piles were rotten below the water line. Fishing crews were told to land "
    "their catch at the old timber quay until the spring. A loan from the county should then pay for "
    "steel piles. The chairman, Tom Aldous, said no crew would lose its berth."
)
PIER_REWORDED = (
    "Saltby's harbour board decided on Tuesday, by nine votes to four, that the eastern pier must close. "
    "Forty oak piles were found by divers to be rotten under the water line. Until spring, crews of "
    "fishing boats have been told to land catches at the old quay of timber. Steel piles should be paid "
    "for with a loan from the county. Chairman Tom Aldous said that not one crew would lose a berth."
)
GARDEN = (
    "Gardeners who plant tulips in November often complain about squirrels. Wire netting over the beds "
    "keeps them away until the shoots are a hand high. Bone meal, which many still recommend, draws foxes "
    "instead. A layer of sharp grit below each bulb helps on heavy clay, and costs little."
)
MUSIC = (
    "A quartet from Lerwick opened the winter season of chamber music with two pieces by Haydn. The slow "
    "movement was taken faster than is usual. After the interval a clarinet joined them for Brahms, and "
    "the hall, half empty at first, filled with latecomers who had missed the ferry."
)
SAME_SUBJECT = (
    "Anglers have complained for years that the pier at Saltby is crowded in summer. A new book by a "
    "retired harbour master tells how stone was brought there by barge before the railway came. It has "
    "sold out twice, and the author will sign copies in the library on Saturday afternoon."
)


def document(text: str) -> Document:
    return Document(id=str(len(text)), text=text)


def found(left: str, right: str) -> list[tuple[str, str]]:
    return [
        (passage.left.of(left), passage.right.of(right))
        for passage in passages(document(left), document(right), PassageSettings())
    ]


def test_a_verbatim_passage_is_found_to_its_last_full_stop() -> None:
    left, right = f"{GARDEN} {PIER}", f"{PIER} {MUSIC}"
    assert found(left, right) == [(PIER, PIER)]


def test_a_text_with_its_paragraphs_shuffled_is_one_passage() -> None:
    left, right = f"{GARDEN}\n\n{PIER}\n\n{MUSIC}", f"{MUSIC}\n\n{PIER}\n\n{GARDEN}"
    assert found(left, right) == [(left, right)]


def test_a_reworded_passage_is_found() -> None:
    ((left, right),) = found(f"{GARDEN} {PIER}", f"{PIER_REWORDED} {MUSIC}")
    assert len(set(left.split()) & set(PIER.split())) > 0.8 * len(set(PIER.split()))
    assert len(set(right.split()) & set(PIER_REWORDED.split())) > 0.8 * len(set(PIER_REWORDED.split()))


def test_two_texts_on_one_subject_share_no_passage() -> None:
    assert found(f"{PIER} {GARDEN}", f"{SAME_SUBJECT} {MUSIC}") == []


def test_unrelated_texts_share_no_passage() -> None:
    assert found(GARDEN, MUSIC) == []


def test_a_repeated_passage_is_told_once() -> None:
    assert len(found(f"{PIER}\n\n{GARDEN}\n\n{PIER}", f"{MUSIC}\n\n{PIER}")) == 1


def test_a_text_shares_all_of_itself() -> None:
    assert found(PIER, PIER) == [(PIER, PIER)]


def test_space_round_the_same_text_belongs_to_no_passage() -> None:
    (passage,) = passages(document(f"  {PIER}\n"), document(f"  {PIER}\n"), PassageSettings())
    assert (passage.left.start, passage.left.end) == (2, 2 + len(PIER))


def test_a_short_text_is_found_in_a_long_one() -> None:
    brief = "Divers had found that forty of its oak piles were rotten below the water line."
    assert found(brief, f"{GARDEN} {brief} {MUSIC}") == [(brief, brief)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "One",
        "...!?",
        "😀 😀 👩‍👩‍👧 😀",
        "أعلنت الحكومة اليوم عن خطة جديدة. وقال الوزير إن الخطة تبدأ غدا.",
        "港口委员会星期二投票关闭东码头。潜水员发现四十根木桩已经腐烂。",
        "e\u0301te\u0301 na\u0308ive " * 30,
        "\x00\x01\ufffe",
        "word " * 3000,
    ],
)
def test_odd_text_never_raises(text: str) -> None:
    for other in (PIER, text, text + PIER):
        for passage in passages(document(text), document(other), PassageSettings()):
            assert passage.left.of(text)
            assert passage.right.of(other)


def test_a_passage_in_chinese_is_found_by_characters() -> None:
    shared = (
        "港口委员会星期二投票关闭东码头。潜水员发现四十根木桩在水线以下已经腐烂。渔民须到旧码头卸货。" * 2
    )
    other = "园丁抱怨松鼠吃掉郁金香的球根。铁丝网可以保护花坛直到春天发芽。"
    ((left, _),) = found(shared + other, "音乐会在冬季开始演奏两首曲子。" + shared)
    assert shared[:30] in left


def test_two_thousand_sentences_are_lined_up() -> None:
    sentences = [
        f"Crew {n} of boat {n * 7 % 997} landed {n * 13 % 1009} boxes at quay {n % 31}." for n in range(2000)
    ]
    assert passages(document(" ".join(sentences)), document(" ".join(sentences[500:1500])), PassageSettings())


@pytest.mark.slow
def test_a_line_of_twenty_megabytes_comes_to_an_end() -> None:
    line = "harbour board closes pier " * 800_000
    assert len(passages(document(line), document(PIER), PassageSettings())) < len(line)


_SENTENCES = st.lists(
    st.sampled_from((f"{PIER} {PIER_REWORDED} {GARDEN} {MUSIC} {SAME_SUBJECT}").split(". ")), max_size=14
).map(". ".join)


@settings(max_examples=60, deadline=None)
@given(_SENTENCES, _SENTENCES)
def test_passages_of_right_and_left_mirror_those_of_left_and_right(left: str, right: str) -> None:
    forth = passages(document(left), document(right), PassageSettings())
    back = passages(document(right), document(left), PassageSettings())
    assert sorted((p.left, p.right, p.similarity) for p in forth) == sorted(
        (p.right, p.left, p.similarity) for p in back
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_give_spans_inside_them(left: str, right: str) -> None:
    for passage in passages(document(left), document(right), PassageSettings()):
        assert passage.left.end <= len(left)
        assert passage.right.end <= len(right)
        assert 0 <= passage.similarity <= 1


SUMMED_UP = (
    "Ostby's paper mill lost its rolling hall to an eleven-hour fire. Nobody on the late shift was hurt, "
    "fire chief Marit Holm said. Schools downwind stay closed until Thursday. Nordfiber moves its orders "
    "to Halden, and police want film from the bridge."
)
AT_LENGTH = " ".join(
    (
        "Smoke still hung over Ostby when the last hoses were rolled up. The fire burned for eleven hours.",
        "It began near the pulp store, where a crane driver saw a glow and rang the alarm at twenty to ten.",
        "By then the late shift had gathered at the gate, sixty people, counted twice by their foremen.",
        "Nobody was hurt, said Marit Holm, the fire chief, who had driven through the night from the coast.",
        "The rolling hall, put up before the war and clad in tarred pine, could not be saved by anyone.",
        "Pumps drew on the river, but it ran low after the summer, and for an hour the pressure fell away.",
        "Soot settled on roofs and playing fields. Two schools downwind will stay closed until Thursday.",
        "Parents were told by message, and the church opened its kitchen so that children had a place to go.",
        "The paper mill makes a third of all newsprint in the country, and its presses never used to stop.",
        "Its owner, Nordfiber, moves the orders to Halden, where a machine idle since spring is being oiled.",
        "Workers there spoke of mixed feelings: nobody likes to gain from the bad luck of one's cousins.",
        "The cause is not known. Police ask for film taken by anybody who stood on the bridge that evening.",
        "An engineer from the insurers walked the ruin with a lamp and would not say what he thought.",
    )
)


def test_a_summary_is_found_with_what_it_sums_up() -> None:
    left = f"{GARDEN}\n\n{MUSIC}\n\n{SUMMED_UP}\n\n{SAME_SUBJECT}"
    texts = found(left, AT_LENGTH)
    assert len(texts) == 1
    assert len(set(texts[0][0].split()) & set(SUMMED_UP.split())) > 0.8 * len(set(SUMMED_UP.split()))
    assert len(texts[0][1]) > 3 * len(texts[0][0])
