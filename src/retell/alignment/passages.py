"""Passages that two documents share, however they were reused."""

from __future__ import annotations

import numpy as np

from retell.alignment.model import Passage
from retell.alignment.passage_words import Floats, Ints, Words, words
from retell.document.model import Document
from retell.settings import PassageSettings
from retell.text.spans import Span

Region = tuple[int, int, int, int]


def passages(left: Document, right: Document, settings: PassageSettings) -> tuple[Passage, ...]:
    """The runs of text that both documents have, in the order of the left one."""
    if (len(left.text), left.text) > (len(right.text), right.text):
        found = [Passage(left=p.right, right=p.left, similarity=p.similarity) for p in _found(right.text, left.text, settings)]
    else:
        found = _found(left.text, right.text, settings)
    return tuple(sorted(found, key=lambda passage: (passage.left, passage.right)))


def _found(left: str, right: str, settings: PassageSettings) -> list[Passage]:
    vocabulary: dict[str, int] = {}
    one, two = words(left, vocabulary, settings), words(right, vocabulary, settings)
    if not len(one) or not len(two):
        return []
    matcher = Matcher(one, two, len(vocabulary), settings)
    return [
        Passage(
            left=Span(start=int(one.starts[a]), end=int(one.ends[b - 1])),
            right=Span(start=int(two.starts[c]), end=int(two.ends[d - 1])),
            similarity=matcher.similarity((a, b, c, d)),
        )
        for a, b, c, d in matcher.regions()
    ]


class Matcher:
    def __init__(self, one: Words, two: Words, size: int, s: PassageSettings):
        self.one, self.two, self.size, self.s = one, two, size, s
        self.n1, self.n2 = len(one.fragments) - 1, len(two.fragments) - 1
        o1, o2 = one.owners, two.owners
        k1 = np.unique(o1 * size + one.numbers)
        k2 = np.unique(o2 * size + two.numbers)
        sf = np.bincount(k1 % size, minlength=size) + np.bincount(k2 % size, minlength=size)
        self.isf = np.log((self.n1 + self.n2 + 1) / sf)
        c1 = np.bincount(one.numbers, minlength=size)
        c2 = np.bincount(two.numbers, minlength=size)
        self.c1, self.c2 = c1, c2
        self.shared = np.flatnonzero((c1 > 0) & (c2 > 0))
        self.col = np.full(size, -1)
        self.col[self.shared] = np.arange(len(self.shared))
        self.m1, self.nm1, self.b1, self.w1 = self.matrix(one, o1, self.n1)
        self.m2, self.nm2, self.b2, self.w2 = self.matrix(two, o2, self.n2)

    def matrix(self, w, owners, n):
        v = len(self.shared)
        tf = np.zeros((n, v), dtype=np.float32)
        cols = self.col[w.numbers]
        ok = cols >= 0
        np.add.at(tf, (owners[ok], cols[ok]), 1)
        # norms over all words
        key, cnt = np.unique(owners * self.size + w.numbers, return_counts=True)
        wt = (cnt * self.isf[key % self.size]) ** 2
        norm = np.sqrt(np.bincount(key // self.size, weights=wt, minlength=n))
        distinct = np.bincount(key // self.size, minlength=n)
        b = (tf > 0).astype(np.float32)
        m = tf * self.isf[self.shared].astype(np.float32)
        return m, norm, b, distinct

    def seeds(self):
        dot = self.m1 @ self.m2.T
        cos = dot / (self.nm1[:, None] * self.nm2[None, :] + 1e-9)
        com = self.b1 @ self.b2.T
        dice = 2 * com / (self.w1[:, None] + self.w2[None, :])
        return np.argwhere((cos > self.s.seed_cosine) & (dice > self.s.seed_dice))

    def clusters(self, seeds, gap):
        out = []
        stack = [seeds]
        while stack:
            part = stack.pop()
            split = None
            for axis, w in ((0, self.one), (1, self.two)):
                order = np.argsort(part[:, axis], kind="stable")
                v = part[order, axis]
                st, en = w.fragments[v], w.fragments[v + 1]
                cut = np.flatnonzero(st[1:] - np.maximum.accumulate(en)[:-1] > gap) + 1
                if len(cut):
                    split = np.split(part[order], cut)
                    break
            if split:
                stack.extend(split)
            else:
                out.append(part)
        return out

    def regions(self):
        seeds = self.seeds()
        out = []
        if not len(seeds):
            return out
        for c in self.clusters(seeds, self.s.gap_words):
            a, b = self.one.fragments[c[:, 0].min()], self.one.fragments[c[:, 0].max() + 1]
            x, y = self.two.fragments[c[:, 1].min()], self.two.fragments[c[:, 1].max() + 1]
            r = self.refine((int(a), int(b), int(x), int(y)))
            if self.keep(r):
                out.append(r)
        return self.settle(out)

    def refine(self, r):
        for _ in range(3):
            a, b, c, d = r
            new = self.segment(self.one, self.two, (a, b), (c, d))
            new2 = self.segment(self.two, self.one, (c, d), new)
            n = (*new, *new2)
            if n == r:
                break
            r = n
        return r

    def segment(self, w, other, own, theirs):
        """best segment of w around own against bag of theirs"""
        W = self.s.reach_words
        lo, hi = max(0, own[0] - W), min(len(w), own[1] + W)
        has = np.zeros(self.size, dtype=bool)
        has[other.numbers[theirs[0] : theirs[1]]] = True
        num = w.numbers[lo:hi]
        g = self.isf[num]
        sc = np.where(has[num], g, -self.s.miss_cost * g)
        cum = np.concatenate([[0.0], np.cumsum(sc)])
        mid = (own[0] + own[1]) // 2 - lo
        start = len(cum[: mid + 1]) - 1 - int(np.argmin(cum[: mid + 1][::-1]))
        end = mid + int(np.argmax(cum[mid:]))
        if end <= start:
            return own
        return lo + start, lo + end

    def similarity(self, r):
        a, b, c, d = r
        x, y = self.one.numbers[a:b], self.two.numbers[c:d]
        u = np.bincount(x, minlength=self.size) * self.isf
        v = np.bincount(y, minlength=self.size) * self.isf
        return float(min(1, u @ v / (np.sqrt((u @ u) * (v @ v)) + 1e-9)))

    def keep(self, r):
        a, b, c, d = r
        l1 = self.one.ends[b - 1] - self.one.starts[a]
        l2 = self.two.ends[d - 1] - self.two.starts[c]
        return min(l1, l2) >= self.s.shortest_passage and self.similarity(r) > self.s.least_similarity

    def settle(self, rs):
        rs = sorted(set(rs), key=lambda r: (-self.similarity(r), r))
        out = []
        for r in rs:
            if not any(r[0] < q[1] and q[0] < r[1] and r[2] < q[3] and q[2] < r[3] for q in out):
                out.append(r)
        return sorted(out)
