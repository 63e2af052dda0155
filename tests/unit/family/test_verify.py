"""Relations: a copy however reworded, an excerpt, one event reported twice, nothing in common."""

from __future__ import annotations

import pytest

from retell.alignment.passages import passages
from retell.document.model import Document, Furniture, FurnitureKind
from retell.family.model import Relation, RelationKind
from retell.family.verify import evidence, verify
from retell.settings import FamilySettings, PassageSettings
from retell.text.spans import Span

FIRE = (
    "A fire in a paper mill at Ostby burned for eleven hours on Monday night and destroyed the rolling "
    "hall. Nobody was hurt, the county fire chief Marit Holm said, although sixty people were on the late "
    "shift. The alarm was raised at 21:40 by a crane driver who saw smoke above the pulp store. Crews "
    "from five towns pumped water from the river, which is low after the dry summer. Two schools downwind "
    "stay closed until Thursday because soot has settled in the yards. The mill employs 340 people and "
    "makes a third of the country's newsprint. Its owner, Nordfiber, said orders would be moved to a "
    "sister plant in Halden. The cause is not known, and police have asked for film taken from the "
    "bridge."
)
FIRE_REWRITTEN = (
    "Flames raged for eleven hours in the Ostby paper mill during Monday night, and the rolling hall was "
    "lost. According to Marit Holm, who heads the county's fire service, no one was injured, even though "
    "the late shift had sixty people at work. It was a crane driver who gave the alarm, at 21:40, having "
    "noticed smoke over the pulp store. Firefighters came from five towns and took their water out of the "
    "river, low since the summer was dry. A pair of schools in the path of the soot will not open before "
    "Thursday, as it lies in their yards. With 340 employees, the mill produces one third of all "
    "newsprint in the country. Nordfiber, the owner, says that a sister plant in Halden will take over "
    "the orders. Police do not know the cause yet and are asking for any film that was shot from the "
    "bridge."
)
FIRE_ELSEWHERE = (
    "Ostby woke to the smell of smoke on Tuesday. Residents along the Elv road said they had been told by "
    "text message to keep their windows shut. Marit Holm, the fire chief, praised volunteers who carried "
    "hoses by hand where lorries could not pass. Nordfiber shares fell 4 per cent in early trading. The "
    "union wants to know why sprinklers in the oldest wing were never replaced; an inspector asked for "
    "that in 2019. Mayor Jon Lie will meet the 340 workers at the town hall this evening, and the Halden "
    "plant has offered beds."
)
RECIPE = (
    "Soak the beans overnight in plenty of cold water. Next day, brown the onions slowly in butter until "
    "they are the colour of honey. Add the beans, a bay leaf and stock to cover, and let the pot stand in "
    "a low oven for three hours. Salt only at the end, or the skins stay tough. Serve with black bread "
    "and a sharp pickle."
)
QUOTED = (
    "“We will rebuild this hall with our own hands, and do so before the ice is off the river this spring.”"
)
FILLER = (
    "The council met in the library because its own hall is being painted. Members argued for an hour "
    "about the price of parking near the station. A motion to keep the swimming bath open on Sundays was "
    "carried by one vote. The treasurer warned that salt for the winter roads costs twice what it did. A "
    "bench in memory of the last ferryman will be set beside the landing. Two dogs interrupted the final "
    "item and were led out. "
)


def document(text: str, *furniture: Furniture) -> Document:
    return Document(id=text[:8], text=text, furniture=furniture)


def relation(left: str, right: str) -> Relation:
    one, two = document(left), document(right)
    return verify(one, two, passages(one, two, PassageSettings()), FamilySettings())


def test_a_text_beside_itself_is_a_copy() -> None:
    same = relation(FIRE, FIRE)
    assert (same.kind, same.left_coverage, same.right_coverage) == (RelationKind.COPY, 1.0, 1.0)
    assert same.probability > 0.99


def test_a_text_cut_to_its_first_half_is_a_copy() -> None:
    cut = relation(FIRE, FIRE[: FIRE.index("Two schools")])
    assert cut.kind is RelationKind.COPY
    assert cut.right_coverage > 0.95 > cut.left_coverage


def test_a_text_with_every_sentence_rewritten_is_a_copy() -> None:
    assert relation(FIRE, FIRE_REWRITTEN).kind is RelationKind.COPY


def test_an_independent_report_is_the_same_event() -> None:
    for version in (FIRE, FIRE_REWRITTEN):
        other = relation(version, FIRE_ELSEWHERE)
        assert other.kind is RelationKind.SAME_EVENT
        assert "names and figures in common" in other.why


def test_a_text_about_something_else_is_unrelated() -> None:
    other = relation(FIRE, RECIPE)
    assert other.kind is RelationKind.UNRELATED
    assert other.left_coverage == other.right_coverage == 0
    assert "no passage in common" in other.why


def test_a_passage_inside_another_article_is_an_excerpt() -> None:
    passage = FIRE[: FIRE.index("Two schools")]
    found = relation(f"{FIRE} {RECIPE} {RECIPE.upper()}", FILLER + passage + " " + FILLER[::-1])
    assert found.kind is RelationKind.EXCERPT


def test_a_shared_public_quotation_is_no_excerpt() -> None:
    found = relation(f"{FIRE} {QUOTED} {RECIPE}", f"{FILLER} {QUOTED} {FIRE_ELSEWHERE}")
    assert found.kind is RelationKind.SAME_EVENT


def test_the_relation_does_not_depend_on_the_side() -> None:
    forth, back = relation(FIRE, FIRE_REWRITTEN), relation(FIRE_REWRITTEN, FIRE)
    assert (forth.kind, forth.left_coverage) == (back.kind, back.right_coverage)


def test_the_reason_says_how_much_and_in_how_many_runs() -> None:
    why = relation(FIRE, FIRE[: FIRE.index("Two schools")]).why
    assert "of the right text stands in the left" in why
    assert "in 1 run word for word, the longest of" in why
    assert "sentences in the same order" in why


def test_furniture_counts_for_no_coverage() -> None:
    credit = Span(start=len(FIRE) + 1, end=len(FIRE) + 1 + len(FILLER))
    furniture = Furniture(kind=FurnitureKind.PROMOTION, span=credit, why="a test")
    one, two = document(f"{FIRE} {FILLER}", furniture), document(FIRE)
    found = verify(one, two, passages(one, two, PassageSettings()), FamilySettings())
    assert found.left_coverage > 0.95


def test_runs_are_counted_apart_from_quotations() -> None:
    one, two = document(f"{FIRE} {QUOTED}"), document(f"{FIRE} {QUOTED} {RECIPE}")
    seen = evidence(one, two, passages(one, two, PassageSettings()), FamilySettings())
    assert sum(seen.runs) - seen.own == len(QUOTED.split())


@pytest.mark.parametrize("text", ["", " ", "one", "😀", "北京", "«»", "1 2 3"])
def test_odd_texts_have_a_relation(text: str) -> None:
    for other in (text, FIRE):
        found = relation(text, other)
        assert 0 <= found.probability <= 1
        assert found.why


def test_the_same_marks_without_a_word_are_a_copy() -> None:
    assert relation("😀 😀 😀", "😀 😀 😀").kind is RelationKind.COPY


def test_a_single_sentence_on_the_same_subject_is_no_copy() -> None:
    other = relation("Ostby has a church, a paper mill and two bridges, and lies on the river Elv.", FIRE)
    assert other.kind is not RelationKind.COPY
