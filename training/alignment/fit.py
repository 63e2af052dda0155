"""Fits the weights by which sentences are linked, and says what they do on cases they were not fitted on.

`python -m training.alignment.fit CORPORA tests/quality/stories/gold src/retell/models/alignment_weights.py`.
Four logistic regressions with a ridge, each on what those before leave it: pairs of sentences; a sentence
beside a link that holds it or does not; two pairs that are one link or two; two sentences left over between
links. No more than numpy. `--keep-pairs` leaves the weights of pairs as they are, `--without NAME …` leaves
stories out, to be asked about afterwards.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from benchmarks.alignment.run import Case
from training.alignment.cases import Link, beads, cases

from retell.alignment.align import first_beads, is_reworded, left_over
from retell.alignment.ground import Ground, ground, landmarks, off_course
from retell.alignment.places import PLACED_SIGNS, place_signs
from retell.alignment.rows import features, products, rarities, rows
from retell.alignment.signs import FAR, OneMore, Signs, one_more_signs, pair_signs, woven_signs
from retell.models.alignment_weights import WEIGHTS, AlignmentWeights
from retell.settings import AlignmentSettings
from retell.text.tokens import tokens

SHARES = {"essays": 1.0, "stories": 1.5, "news": 0.3, "paraphrases": 0.3}
"""What a lesson of each source counts: people's own versions are few and worth most."""
PENALTY = 0.5
LEAST_COSINE = 0.04
"""Pairs with less in common teach nothing."""
BLANK = AlignmentWeights(
    pair=(0.0,) * 15, off_course=0.0, one_more=(0.0,) * 10, woven=(0.0,) * 7, placed=(0.0,) * 5
)
SETTINGS = AlignmentSettings()

Lessons = tuple[list[Signs], list[float]]


def fitted(lessons: Mapping[str, Sequence[Case]], kept: AlignmentWeights | None = None) -> AlignmentWeights:
    """The weights that suit the cases best; those of pairs are `kept` where given."""
    if kept:
        known = replace(BLANK, pair=kept.pair, off_course=kept.off_course)
    else:
        pair = _regression(lessons, lambda case: _pair_lessons(_ground(case, BLANK), case))
        known = replace(BLANK, pair=pair[:-1], off_course=pair[-1])
    one_more = _regression(lessons, lambda case: _one_more_lessons(_ground(case, known), case))
    woven = _regression(lessons, lambda case: _woven_lessons(_ground(case, known), case))
    known = replace(known, one_more=one_more, woven=woven)
    placed = _regression(lessons, lambda case: _placed_lessons(_ground(case, known), case))
    return replace(known, placed=placed)


def _ground(case: Case, weights: AlignmentWeights) -> Ground:
    left, right = ([features(tokens(line)) for line in lines] for lines in (case.left, case.right))
    made = rows(left, right, rarities([*left, *right]))
    roles = np.full(len(case.left), "body"), np.full(len(case.right), "body")
    return ground(*made, roles, weights, SETTINGS)


def _pair_lessons(on: Ground, case: Case) -> Lessons:
    """Every pair with something in common, but the parts of larger links."""
    found = products(on.left, on.right)
    off = np.minimum(off_course(landmarks(on.cosine, SETTINGS.landmark), on.shape), FAR) / FAR
    plain = pair_signs(found, (on.left.words, on.right.words))
    seen = np.concatenate([plain, off[:, :, None]], axis=2)
    used = on.cosine > LEAST_COSINE
    for left, right in beads(case):
        used[np.ix_(left, right)] = len(left) == len(right) == 1
    at = [(int(i), int(j)) for i, j in np.argwhere(used)]
    return [seen[pair] for pair in at], [float(pair in case.gold) for pair in at]


def _one_more_lessons(on: Ground, case: Case) -> Lessons:
    """The neighbours of single links, and the second halves of links of one beside two; both ways round."""
    seen: list[Signs] = []
    said: list[float] = []
    links = beads(case)
    odds = on.free[1, 1]
    for one, other, known, each in (
        (on.left, on.right, odds, links),
        (on.right, on.left, odds.T, [link[::-1] for link in links]),
    ):
        for i, first, part, answer in _neighbours(each, known):
            row, this = one.only(range(i, i + 1)), other.only(range(first, first + 1))
            both = other.only(range(min(first, part), max(first, part) + 1))
            more = OneMore(
                alone=products(row, this),
                added=products(row, other.only(range(part, part + 1))),
                whole=products(row, both),
                words=(row.words, this.words, both.words),
                odds=(np.array([[known[i, first]]]), np.array([[known[i, part]]])),
            )
            seen.append(one_more_signs(more)[0, 0])
            said.append(answer)
    return seen, said


def _neighbours(links: Sequence[Link], odds: Signs) -> Iterator[tuple[int, int, int, float]]:
    """A sentence, the one it is linked with, one beside that, and whether this one belongs there too."""
    for left, right in links:
        if len(left) == len(right) == 1:
            for part in (right[0] + 1, right[0] - 1):
                if 0 <= part < odds.shape[1]:
                    yield left[0], right[0], part, 0.0
        elif len(left) == 1 and len(right) == 2 and right[1] == right[0] + 1:
            first, part = sorted(right, key=lambda j: -odds[left[0], j])
            yield left[0], first, part, 1.0


def _woven_lessons(on: Ground, case: Case) -> Lessons:
    """Two single links side by side, and links of two beside two."""
    if min(on.shape) < 2:
        return [], []
    left, right = on.left.runs(2), on.right.runs(2)
    over = products(on.left, right), products(left, on.right)
    seen = woven_signs(products(on.left, on.right), over, products(left, right), on.free[1, 1])
    links = beads(case)
    single = {(left[0], right[0]) for left, right in links if len(left) == len(right) == 1}
    apart = [(i, j) for i, j in sorted(single) if (i + 1, j + 1) in single]
    double = [
        (left[0], right[0])
        for left, right in links
        if len(left) == len(right) == 2 and left[1] - left[0] == right[1] - right[0] == 1
    ]
    return [seen[at] for at in (*apart, *double)], [0.0] * len(apart) + [1.0] * len(double)


def _placed_lessons(on: Ground, case: Case) -> Lessons:
    """Every pair of what the course and the moves leave over, in a text that is reworded throughout."""
    links = first_beads(on)
    left, right = left_over(on, links)
    if not left or not right or not is_reworded(on, links):
        return [], []
    seen = place_signs(on, links, left, right)
    answers = [float((i, j) in case.gold) for i in left for j in right]
    return list(seen.reshape(-1, len(PLACED_SIGNS))), answers


def _regression(
    lessons: Mapping[str, Sequence[Case]], taught: Callable[[Case], Lessons]
) -> tuple[float, ...]:
    """Logistic regression by Newton's method, with a ridge."""
    seen: list[Signs] = []
    said: list[float] = []
    share: list[float] = []
    for name, group in sorted(lessons.items()):
        for case in group:
            signs, answers = taught(case)
            seen += signs
            said += answers
            share += [SHARES[name]] * len(answers)
    return _newton(np.array(seen), np.array(said), np.array(share))


def _newton(seen: Signs, said: npt.NDArray[np.float64], share: npt.NDArray[np.float64]) -> tuple[float, ...]:
    weights = np.zeros(seen.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(seen @ weights, -30, 30)))
        slope = seen.T @ (share * (chance - said)) + PENALTY * weights
        curve = (seen * (share * (chance * (1 - chance) + 1e-9))[:, None]).T @ seen
        step = np.linalg.solve(curve + PENALTY * np.eye(len(weights)), slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return tuple(round(float(weight), 3) for weight in weights)


def main() -> None:
    """Fit on the development part, and put the weights into the module that holds them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora", type=Path)
    parser.add_argument("gold", type=Path, help="labelled development stories")
    parser.add_argument("target", type=Path)
    parser.add_argument("--keep-pairs", action="store_true", help="leave the weights of pairs as they are")
    parser.add_argument("--without", nargs="*", default=(), help="names of stories to leave out")
    given = parser.parse_args()
    lessons = cases(given.corpora, given.gold, "dev", without=given.without)
    weights = fitted(lessons, WEIGHTS if given.keep_pairs else None)
    kept = given.target.read_text(encoding="utf-8").partition("WEIGHTS = ")[0]
    given.target.write_text(f"{kept}WEIGHTS = {weights!r}\n", encoding="utf-8")
    print(f"fitted; run ruff format on {given.target}")


if __name__ == "__main__":
    main()
