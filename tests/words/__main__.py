"""Brings the catalogs up to date and compiles them; run as ``python -m tests.words``."""

from __future__ import annotations

import os
import sys

from tests import surroundings  # noqa: F401  chooses the data folder before Django looks

os.environ["DJANGO_SETTINGS_MODULE"] = "hearback.settings"


def main() -> None:
    """Write every catalog anew, and exit 1 when one of them lacks a translation."""
    import django  # noqa: PLC0415  after the data folder was chosen

    django.setup()
    from tests.words import catalogs  # noqa: PLC0415  it needs Django

    lacks = 0
    for language in catalogs.languages():
        path = catalogs.path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = catalogs.up_to_date(language)
        catalog.save(str(path))
        path.with_suffix(".mo").write_bytes(catalogs.compiled(catalog))
        missing = [entry for entry in catalog if not entry.translated()]
        print(f"{language}: {len(catalog)} messages, {len(missing)} to translate in {path}")
        for entry in missing:
            print(f"    {entry.msgid}")
        lacks += len(missing)
    sys.exit(bool(lacks))


if __name__ == "__main__":
    main()
