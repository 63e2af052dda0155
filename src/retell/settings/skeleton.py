"""How the undirected tree of a tradition is drawn, lost documents and all."""

from __future__ import annotations

from retell.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class SkeletonSettings:
    """Drawing the tree with fewest changes. Chosen on forty traditions of scribes made by rule."""

    most: int = 30
    """Documents of a family up to which a tree is drawn: a second for as many, and nine for sixty."""
    given: int = 100
    """The same where a tradition is given and nothing else is asked."""
    hole: int = 15
    """Words missing in a row from which they are taken for a lost leaf, which tells nothing; by judgement."""
    torn: int = 5
    """The same at the beginning or the end of a document; by judgement."""
    shared: float = 0.2
    """Share of the lesser of two branches that must be common before a lost document is put in: .1 to .2
    were as good."""
    price: float = 0.15
    """What a lost document costs, in changes on the usual branch between kept ones: .1 to .2 as good."""
    least: float = 3.0
    """What it costs at least, in changes: chance makes two."""
    rounds: int = 60
    """Rearrangements at most."""
    tried: int = 40
    """Rearrangements that are tried before none is found, those first that look best."""
    longest: int = 3
    """Steps at most that a branch is taken for; they go by the root of its length over the usual one."""

    def patient(self) -> SkeletonSettings:
        """The same for a tradition that is given."""
        return replace(self, most=self.given)
