"""The box: it reads what is sound, and a bad document costs one process and a bounded time."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hearback.careers.cv import box
from hearback.careers.cv.accepted import Kind
from hearback.careers.cv.box import State
from hearback.careers.cv.tests import making

LINES = ["Ana Silva", "Área de vendas", "Place\tPorto", "ana.silva@example.pt"]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Kind.PDF, making.pdf(LINES)),
        (Kind.DOCX, making.word(LINES)),
        (Kind.ODT, making.open_document(LINES)),
        (Kind.TXT, "\r\n".join(LINES).encode("cp1252")),
    ],
)
def test_a_sound_document_gives_its_lines(kind: Kind, content: bytes) -> None:
    reading = box.read(content, kind)
    assert (reading.state, reading.reason) == (State.READ, "")
    for line in LINES:
        assert line in reading.text


def test_word_headers_text_boxes_fields_and_notes_are_read_once_and_deletions_are_not() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    boxed = f"<w:txbxContent><w:p>{run.format('in a box')}</w:p></w:txbxContent>"
    alternatives = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback></mc:AlternateContent>"
    )
    document = making.word_of(
        f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run.format('plain')}<w:r><w:tab/></w:r>"
        f"{run.format('tabbed')}</w:p><w:p><w:r>{alternatives}</w:r></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run.format('in a field')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p><w:del><w:r><w:delText>struck</w:delText></w:r></w:del>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    header = making.word([], header="Ana Silva at the top")
    reading = box.read(document, Kind.DOCX)
    assert reading.text == "plain\ttabbed\nin a box\n\nin a field"
    assert box.read(header, Kind.DOCX).text == "Ana Silva at the top"


def test_open_document_headers_and_spaces_are_read_and_comments_and_deletions_are_not() -> None:
    reading = box.read(
        making.odt_of(
            "<text:tracked-changes><text:p>struck</text:p></text:tracked-changes>"
            "<text:h>Sales<text:tab/>lead<text:s/>2026<text:line-break/>Porto</text:h>"
            "<office:annotation><text:p>secret remark</text:p></office:annotation>",
            header="<text:p>Ana Silva</text:p>",
        ),
        Kind.ODT,
    )
    assert reading.text == "Ana Silva\n\nSales\tlead 2026\nPorto"


def test_cells_of_one_line_stay_together_and_columns_of_many_do_not() -> None:
    cells = "<table:table><table:table-row>{}</table:table-row></table:table>"
    side = "<table:table-cell><text:p>Skills</text:p><text:p>Sales</text:p></table:table-cell>"
    row = "".join(f"<table:table-cell><text:p>{n}</text:p></table:table-cell>" for n in "ab")
    body = cells.format(row) + cells.format(side + side)
    assert box.read(making.odt_of(body), Kind.ODT).text == ("a\tb\nSkills\nSales\nSkills\nSales")


def test_links_behind_words_are_found_in_all_three_kinds() -> None:
    address = "https://www.linkedin.com/in/ana-silva"
    annotation = f"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI({address})>>>>]"
    content = making.stream("BT /F 12 Tf 50 700 Td (Ana Silva) Tj ET")
    relation = f'<Relationships><Relationship Target="{address}"/></Relationships>'
    documents = {
        Kind.PDF: making.pdf_of(content, page=annotation),
        Kind.ODT: making.odt_of(f'<text:p><text:a xlink:href="{address}">me</text:a></text:p>'),
        Kind.DOCX: making.rezipped(making.word(["me"]), {"word/_rels/document.xml.rels": relation}),
    }
    for kind, document in documents.items():
        assert box.read(document, kind).links == (address,)


def test_text_is_cut_at_200_000_characters_and_300_pages() -> None:
    assert len(box.read(b"wordy" * 100_000, Kind.TXT).text) == 200_000
    pages = [[f"page {number}"] for number in range(1, 306)]
    text = box.read(making.pdf(*pages), Kind.PDF).text
    assert "page 300" in text
    assert "page 301" not in text


def test_pages_without_text_say_so() -> None:
    reading = box.read(making.pdf([]), Kind.PDF)
    assert reading == box.Reading("", State.UNREADABLE, box.BLANK)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Kind.PDF, making.locked_pdf(b"secret")),
        (
            Kind.ODT,
            making.rezipped(
                making.open_document(["x"]),
                {"META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry>"},
            ),
        ),
        (
            Kind.DOCX,
            re.sub(
                rb"(PK\x03\x04..|PK\x01\x02....)\0",
                b"\\g<1>\x01",
                making.word(["x"]),
                flags=re.DOTALL,
            ),
        ),
    ],
)
def test_a_document_with_a_password_is_called_so(kind: Kind, content: bytes) -> None:
    assert box.read(content, kind) == box.Reading("", State.ENCRYPTED, box.ENCRYPTED)


def test_a_pdf_locked_without_a_password_is_read_like_any_other() -> None:
    assert box.read(making.locked_pdf(b""), Kind.PDF).state is State.UNREADABLE
    assert box.read(making.locked_pdf(b""), Kind.PDF).reason == box.BLANK


TRYING = """
import json, os, socket, subprocess, sys
sys.path.append(sys.argv[1])
from hearback.careers.cv import walls
held = walls.close_off(int(sys.argv[2]))
def tried(act):
    try:
        act()
    except BaseException as refused:
        return type(refused).__name__
    return "done"
answers = {
    "read": tried(lambda: open("/etc/hostname").read()),
    "write": tried(lambda: open("left-behind", "w")),
    "remove": tried(lambda: os.unlink(sys.argv[1] + "/nothing")),
    "call": tried(lambda: socket.socket()),
    "local": tried(lambda: socket.socket(socket.AF_UNIX)),
    "fork": tried(os.fork),
    "run": tried(lambda: os.execv("/bin/true", ["true"])),
    "kill": tried(lambda: os.kill(os.getppid(), 0)),
    "swell": tried(lambda: bytearray(600 * 1024 * 1024)),
    "reopen": tried(lambda: (os.close(0), open("/etc/hostname").read())),
}
os.write(1, json.dumps({"held": held, **answers}).encode())
"""


def _inside(script: str, cpu_seconds: int = 5) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", "-c", script, box.ROOT, str(cpu_seconds)]
    return subprocess.run(command, capture_output=True, check=False, timeout=30)


def test_inside_the_walls_nothing_can_be_opened_called_started_or_ended() -> None:
    answers = json.loads(_inside(TRYING).stdout)
    held = answers.pop("held")
    assert "limits" in held
    assert {"filter", "network"} & set(held)
    assert answers.pop("swell") == "MemoryError"
    assert answers.pop("remove") in {"PermissionError", "FileNotFoundError"}
    if "filter" not in held:
        # Without the filter a process that was taken over could free a descriptor and use it.
        answers.pop("reopen")
        answers.pop("kill")
        answers.pop("run")
    assert set(answers.values()) <= {"PermissionError", "OSError", "BlockingIOError"}


def test_the_box_says_which_walls_hold_on_this_machine() -> None:
    assert box.walls_that_hold() >= {"limits"}


def test_a_parser_that_never_ends_is_ended() -> None:
    endless = "import sys; sys.path.append(sys.argv[1])\n"
    endless += "from hearback.careers.cv import walls\nwalls.close_off(int(sys.argv[2]))\n"
    started = time.monotonic()
    assert _inside(endless + "while True: pass", cpu_seconds=1).returncode < 0
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "inside",
    [
        "import os; os.kill(os.getpid(), 9)",
        "import ctypes; ctypes.string_at(0)",
        "import os; os.write(1, b'not json')",
        "import os; os.write(1, b'[1, 2]\\nbody')",
        'import os; os.write(1, b\'{"state": "read\')',
        "import os; os.write(1, b'[' * 9_000 + b'\\n')",
        "import os; os.write(1, b'[' * 9_000 + b'1' * 300_000 + b'\\n')",
        "import sys; sys.exit(3)",
        "raise MemoryError",
    ],
)
def test_a_box_that_dies_or_babbles_is_an_unreadable_document(
    inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(box, "START", inside)
    assert box.read(b"x", Kind.TXT) == box.Reading("", State.UNREADABLE, box.UNREADABLE)


def test_a_box_that_was_taken_over_smuggles_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    lies = {"state": "read", "links": ["javascript:alert(1)", 7, "https://a.example/\0x"] * 90}
    said = json.dumps(lies).encode() + b"\nAna\0 Sil\xffva\xe2\x80\xae"
    monkeypatch.setattr(
        box, "START", f"import sys; sys.stdout.buffer.write({said!r} + b'!' * 300_000)"
    )
    reading = box.read(b"x", Kind.TXT)
    assert reading.text.startswith("Ana Sil\ufffdva!")
    assert len(reading.text) <= 200_000
    assert set(reading.links) == {"https://a.example/x"}
    assert len(reading.links) <= 50


def test_a_box_that_floods_or_stalls_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(box, "MOST_OUTPUT_BYTES", 100_000)
    monkeypatch.setattr(box, "START", "import os\nwhile True: os.write(1, b'{}' * 5000)")
    assert box.read(b"x", Kind.TXT).state is State.UNREADABLE
    monkeypatch.setattr(box, "SLACK_SECONDS", 0)
    monkeypatch.setattr(box, "START", "import signal; signal.pause()")
    started = time.monotonic()
    assert box.read(b"x", Kind.TXT, cpu_seconds=1).state is State.UNREADABLE
    assert time.monotonic() - started < 15


def test_the_box_sees_no_environment_and_no_descriptor_of_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HEARBACK_SECRET_KEY", "canary")
    telling = (
        "import json, os, sys\n"
        "said = {'env': [*os.environ], 'cwd': os.listdir(), 'fds': os.listdir('/dev/fd')}\n"
        "os.write(1, json.dumps(said).encode() + b'\\n')"
    )
    monkeypatch.setattr(box, "START", telling)
    with (tmp_path / "ours").open("w") as ours:
        os.set_inheritable(ours.fileno(), True)
        facts = box.ask(b"x", Kind.TXT).facts
    assert set(facts["env"]) <= {"LC_CTYPE"}  # type: ignore[call-overload]
    assert facts["cwd"] == []
    # The three standard ones, and the one that lists them.
    assert len(facts["fds"]) == 4  # type: ignore[arg-type]


def test_boxes_leave_no_process_file_or_descriptor_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = len(list(Path("/dev/fd").iterdir()))
    readings: list[box.Reading] = []
    documents = [making.pdf(["Ana Silva"]), b"%PDF-1.7 broken"] * 3
    threads = [
        threading.Thread(target=lambda d=d: readings.append(box.read(d, Kind.PDF)))
        for d in documents
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(reading.state for reading in readings) == ["read"] * 3 + ["unreadable"] * 3
    assert list(tmp_path.iterdir()) == []
    assert len(list(Path("/dev/fd").iterdir())) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
