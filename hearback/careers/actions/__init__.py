"""Every write of the careers chapter, one file per verb."""

from hearback.careers.actions.by_mail import apply_by_mail, ask_for_cv
from hearback.careers.actions.choose_language import choose_language
from hearback.careers.actions.codes import forget_codes, send_code, spend_code, still_fresh
from hearback.careers.actions.correct import Correction, correct_details
from hearback.careers.actions.drafts import forget_draft, forget_drafts, keep_draft
from hearback.careers.actions.read_documents import read_documents
from hearback.careers.actions.send_draft import submit_with_draft
from hearback.careers.actions.send_links import ask_for_links, send_links
from hearback.careers.actions.submission import Submission
from hearback.careers.actions.submit import Submitted, submit_application
from hearback.careers.actions.texts import add_missing_texts
from hearback.careers.actions.withdraw import withdraw
from hearback.careers.files import KeptFile

__all__ = [
    "Correction",
    "KeptFile",
    "Submission",
    "Submitted",
    "add_missing_texts",
    "apply_by_mail",
    "ask_for_cv",
    "ask_for_links",
    "choose_language",
    "correct_details",
    "forget_codes",
    "forget_draft",
    "forget_drafts",
    "keep_draft",
    "read_documents",
    "send_code",
    "send_links",
    "spend_code",
    "still_fresh",
    "submit_application",
    "submit_with_draft",
    "withdraw",
]
