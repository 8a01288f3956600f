"""What can happen to the answer book, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

PAGE_WRITTEN = Kind("book.written", _("Answer book: “{title}” was written"))
PAGE_CHANGED = Kind("book.changed", _("Answer book: “{title}” was changed"))
PAGE_CONFIRMED = Kind("book.confirmed", _("Answer book: “{title}” is still right"))
PAGE_RETIRED = Kind("book.retired", _("Answer book: “{title}” was taken out"))
