"""Everything a house remembers, in one fingerprint a table, to see whether a visit changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.house import House

# What only counts visits or carries sessions is no state of anybody's application or promise.
UNMINDED = ("procrastinate_%", "kit_tally", "kit_cache", "django_session")
_TABLES = """
SELECT table_name FROM information_schema.tables
 WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND NOT table_name LIKE ANY(%s)
 ORDER BY table_name
"""
_PRINT = "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t"


def fingerprint(house: House) -> dict[str, tuple[int, str]]:
    """Rows and hash of every table, and of the folder of files."""
    found = {}
    with house.connect() as line:
        names = [name for (name,) in line.execute(_TABLES, [list(UNMINDED)]).fetchall()]
        for name in names:
            row = line.execute(_PRINT.format(name).encode()).fetchone()
            found[name] = (row[0], row[1] or "") if row else (0, "")
    stored = sorted(path for path in (house.folder / "files").rglob("*") if path.is_file())
    found["files"] = (len(stored), str([(path.name, path.stat().st_size) for path in stored]))
    return found
