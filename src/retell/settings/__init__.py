"""Every number that can change a result, one frozen class per stage, each with where it came from."""

from __future__ import annotations

from dataclasses import field, replace

from retell.settings.alignment import AlignmentSettings, PassageSettings
from retell.settings.changes import (
    ChangeSettings,
    DoubtSettings,
    EditSettings,
    FluencySettings,
    NumberSettings,
    OneSidedSettings,
    OrderSettings,
    RoleSettings,
    SenseSettings,
    TimeSettings,
    WordingSettings,
)
from retell.settings.document import DocumentSettings
from retell.settings.family import FamilySettings
from retell.settings.lineage import LineageSettings, PivotSettings
from retell.settings.lineage_weights import (
    LostWeights,
    SecondWeights,
    TreeWeights,
    VersionWeights,
)
from retell.settings.report import ArchiveSettings, ReportSettings
from retell.settings.skeleton import SkeletonSettings
from retell.values import dataclass

__all__ = [
    "AlignmentSettings",
    "ArchiveSettings",
    "ChangeSettings",
    "DocumentSettings",
    "DoubtSettings",
    "EditSettings",
    "FamilySettings",
    "FluencySettings",
    "LineageSettings",
    "LostWeights",
    "NumberSettings",
    "OneSidedSettings",
    "OrderSettings",
    "PassageSettings",
    "PivotSettings",
    "ReportSettings",
    "RoleSettings",
    "SecondWeights",
    "SenseSettings",
    "Settings",
    "SkeletonSettings",
    "TimeSettings",
    "TreeWeights",
    "VersionWeights",
    "WordingSettings",
]


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
    report: ReportSettings = field(default_factory=ReportSettings)

    def without_model(self) -> Settings:
        """The same settings with rules and word lists alone."""
        doubt = replace(self.changes.doubt, use_model=False)
        return replace(self, changes=replace(self.changes, doubt=doubt))

    def with_encoder(self, folder: str) -> Settings:
        """The same settings with a sentence encoder to ask when lining up; none where `folder` is empty."""
        return replace(self, alignment=replace(self.alignment, encoder=folder))
