"""Every number that can change a result, one frozen class per stage, each with where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSettings:
    """Reading."""

    largest_file: int = 64 * 1024 * 1024
    """Bytes. A news page is a few hundred kilobytes; past this a file is refused by name, not read by half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentSettings:
    """Lining up sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSettings:
    """Finding passages that two documents share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySettings:
    """Finding copies and grouping them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditSettings:
    """The script of word edits inside a link."""

    move_content_words: int = 1
    """Content words a run must hold to count as moved; one suffices because a moved name is worth knowing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings:
    """Naming what differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageSettings:
    """Inferring who copied whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of every stage; stored with what they made."""

    document: DocumentSettings = field(default_factory=DocumentSettings)
    alignment: AlignmentSettings = field(default_factory=AlignmentSettings)
    passages: PassageSettings = field(default_factory=PassageSettings)
    family: FamilySettings = field(default_factory=FamilySettings)
    edits: EditSettings = field(default_factory=EditSettings)
    changes: ChangeSettings = field(default_factory=ChangeSettings)
    lineage: LineageSettings = field(default_factory=LineageSettings)
