"""Reads our own code as a reader would: which modules there are, and what is in them."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("hearback", "tests", "bench")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file of ours."""

    path: Path

    @property
    def where(self) -> str:
        """Its path from the root of the project."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def room(self) -> str:
        """The folder or file directly under hearback/ it belongs to."""
        return self.path.relative_to(ROOT).with_suffix("").parts[1]

    @property
    def is_test(self) -> bool:
        """Whether it only helps to prove something."""
        return "tests" in self.path.relative_to(ROOT).parts or self.path.name == "conftest.py"

    @property
    def is_view(self) -> bool:
        """Whether it answers addresses."""
        parts = self.path.relative_to(ROOT).parts
        answers = self.path.name == "views.py" or "views" in parts or "api" in parts[:2]
        return not self.is_test and answers

    @property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.path.read_text().splitlines()

    @property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return _tree(self.path)

    def functions(self) -> Iterator[Function]:
        """Every function in it, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file we wrote; migrations are Django's."""
    found = [ROOT / "conftest.py", ROOT / "manage.py"]
    for folder in OURS:
        found += (ROOT / folder).rglob("*.py")
    return tuple(Module(path) for path in sorted(found) if "migrations" not in path.parts)


def product() -> list[Module]:
    """Every file of the product itself, its tests left out."""
    return [one for one in modules() if one.where.startswith("hearback/") and not one.is_test]


def files(*endings: str, under: str = "hearback") -> list[Path]:
    """Every other file of ours with one of these endings."""
    found = sorted((ROOT / under).rglob("*"))
    return [path for path in found if path.is_file() and path.suffix in endings]


def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def layers() -> dict[str, int]:
    """How high each room stands, 0 lowest, as the import contract says."""
    contract = project()["tool"]["importlinter"]["contracts"][0]
    rows = [[room.strip(" ()") for room in row.split("|")] for row in contract["layers"]]
    return {room: height for height, row in enumerate(reversed(rows)) for room in row}
