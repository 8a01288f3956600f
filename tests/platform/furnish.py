"""Puts a few people and papers into the house of HEARBACK_DATA; run as a program by tests."""

from __future__ import annotations

from hearback.commands import house


def main() -> None:
    """One opening, one application with a CV that has been read."""
    with house.opened():
        from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415  after set-up

        from hearback.careers.actions import (  # noqa: PLC0415
            Submission,
            read_documents,
            submit_application,
        )
        from hearback.careers.files import keep_upload  # noqa: PLC0415
        from hearback.kit import clock  # noqa: PLC0415
        from tests.cast import make_cast  # noqa: PLC0415

        cast = make_cast()
        words = "Ana Moreau. Shift leader at Kettle & Pine; built the rota. Français courant."
        submission = Submission(
            name="Ana Moreau",
            email="ana.moreau@mail.example",
            phone="+1 416 555 0199",
            zone="America/Toronto",
            cv=keep_upload(SimpleUploadedFile("cv.txt", words.encode())),
        )
        submit_application(opening=cast.opening, submission=submission, now=clock.now())
        read_documents(clock=clock.now)


if __name__ == "__main__":
    main()
