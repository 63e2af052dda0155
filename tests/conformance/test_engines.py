"""What every engine must do, whichever it is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from retell.document.model import Document
from retell.engine import Engine
from retell.engines.local import LocalEngine
from retell.family.model import Grouping

ENGINES: dict[str, Callable[[], Engine]] = {
    "local, one process": lambda: LocalEngine(workers=1),
    "local, two workers": lambda: LocalEngine(workers=2),
}
SYLLABLES = (
    "tar",
    "vik",
    "pel",
    "worm",
    "ost",
    "rand",
    "kes",
    "sel",
    "dray",
    "ford",
    "quil",
    "lan",
    "marn",
    "holt",
)
JOINTS = ("the", "of", "in", "and", "to", "with", "for")


def word(chance: random.Random) -> str:
    """An invented word."""
    return "".join(chance.sample(SYLLABLES, 4))


def report(seed: int, sentences: int = 10) -> list[str]:
    """An invented report: sentences of invented words, drawn by a seed."""
    chance = random.Random(seed)
    return [
        f"{word(chance).capitalize()} "
        + " ".join(f"{chance.choice(JOINTS)} {word(chance)} {word(chance)}" for _ in range(5))
        + f" {chance.randrange(1000)}."
        for _ in range(sentences)
    ]


def corpus() -> list[Document]:
    """Fourteen reports: some with an edited copy, a twin, a cut one, one quoted at length, a merger."""
    reports = [report(seed) for seed in range(14)]
    texts = {f"r{n:02d}": " ".join(lines) for n, lines in enumerate(reports)}
    texts["edited0"] = texts["r00"].replace(" the ", " a ").replace(" and ", " or ")
    texts["edited1"] = " ".join(w for n, w in enumerate(texts["r01"].split()) if n % 9)
    texts["twin2"] = texts["r02"]
    texts["cut3"] = " ".join(reports[3][:5])
    texts["quoting4"] = " ".join([*report(100, 9), *reports[4][2:6], *report(101, 6)])
    texts["merger"] = " ".join([*reports[5][:6], *reports[6][:4]])
    texts["edited6"] = texts["r06"].replace(" of ", " near ")
    return [Document(id=id, text=text) for id, text in texts.items()]


@pytest.fixture(params=sorted(ENGINES), scope="module")
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]()


@pytest.fixture(scope="module")
def grouping(engine: Engine) -> Grouping:
    return engine.families(corpus())


def home(grouping: Grouping, id: str) -> tuple[str, ...]:
    return next((family.members for family in grouping.families if id in family.members), (id,))


@pytest.mark.parametrize(
    ("base", "copy"), [("r00", "edited0"), ("r01", "edited1"), ("r02", "twin2"), ("r03", "cut3")]
)
def test_a_copy_is_in_the_family_of_its_source(grouping: Grouping, base: str, copy: str) -> None:
    assert home(grouping, base) == tuple(sorted((base, copy)))


def test_an_excerpt_is_linked_and_not_merged(grouping: Grouping) -> None:
    assert home(grouping, "quoting4") == ("quoting4",)
    assert ("quoting4", "r04", "excerpt") in [(m.left, m.right, m.relation.kind) for m in grouping.matches]


def test_a_merger_does_not_join_two_families(grouping: Grouping) -> None:
    assert home(grouping, "r05") != home(grouping, "r06")
    assert home(grouping, "merger") in {home(grouping, "r05"), home(grouping, "r06")}


def test_reports_without_a_copy_are_in_no_family(grouping: Grouping) -> None:
    assert all(home(grouping, f"r{n:02d}") == (f"r{n:02d}",) for n in range(7, 14))


def test_the_order_of_the_documents_does_not_matter(engine: Engine, grouping: Grouping) -> None:
    turned = corpus()
    random.Random(8).shuffle(turned)
    assert engine.families(turned) == grouping


def test_all_engines_agree(grouping: Grouping) -> None:
    assert grouping == LocalEngine(workers=1).families(corpus())


def test_one_document_or_none_is_no_family(engine: Engine) -> None:
    assert engine.families([]) == Grouping(families=(), matches=())
    assert engine.families(corpus()[:1]).families == ()


def test_map_keeps_the_order(engine: Engine) -> None:
    assert list(engine.map(abs, range(-50, 50))) == [abs(n) for n in range(-50, 50)]


def test_map_takes_documents(engine: Engine) -> None:
    assert list(engine.map(_shouted, corpus())) == [document.text.upper() for document in corpus()]


def test_an_error_in_a_worker_reaches_the_caller(engine: Engine) -> None:
    with pytest.raises(ValueError, match="nine"):
        list(engine.map(_picky, range(40)))


def test_map_is_lazy_about_its_items(engine: Engine) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    mapped = engine.map(_same, items())
    assert next(mapped) == 0
    del mapped
    assert len(taken) < 500


def _shouted(document: Document) -> str:
    return document.text.upper()


def _picky(n: int) -> int:
    if n == 9:
        raise ValueError("nine is refused")
    return n


def _same(n: int) -> int:
    return n
