"""Every write about customers: seek, match, forget; files taken in and read; the shop's word."""

from hearback.relations.customers.actions.files import Sending, take_file
from hearback.relations.customers.actions.match import match_anew, match_new
from hearback.relations.customers.actions.read import read_files
from hearback.relations.customers.actions.seek import (
    forget,
    heed_consent,
    keep_consent,
    seek_anew,
)
from hearback.relations.customers.actions.shop import (
    end_key,
    forget_notices,
    hear_of,
    let_go,
    make_key,
)

__all__ = [
    "Sending",
    "end_key",
    "forget",
    "forget_notices",
    "hear_of",
    "heed_consent",
    "keep_consent",
    "let_go",
    "make_key",
    "match_anew",
    "match_new",
    "read_files",
    "seek_anew",
    "take_file",
]
