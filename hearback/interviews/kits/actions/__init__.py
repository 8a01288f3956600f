"""Every write of kits and scorecards; no other room changes one."""

from hearback.interviews.kits.actions.file import file_scorecard, write_anew
from hearback.interviews.kits.actions.guide import GuideWords, save_kit
from hearback.interviews.kits.actions.owe import (
    SCORECARD,
    owe_after,
    owe_scorecards,
    tend_scorecards,
)
from hearback.interviews.kits.actions.remind import nudge, remind, waive
from hearback.interviews.kits.actions.write import Kept, Said, keep_fields

__all__ = [
    "SCORECARD",
    "GuideWords",
    "Kept",
    "Said",
    "file_scorecard",
    "keep_fields",
    "nudge",
    "owe_after",
    "owe_scorecards",
    "remind",
    "save_kit",
    "tend_scorecards",
    "waive",
    "write_anew",
]
