"""What can happen to a public review, each kind defined once; none holds its words."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

REVIEW_CAME = Kind("review.came", _("A review on {source} is here; {owner} answers it"))
REVIEW_ANSWERED = Kind("review.answered", _("{who} answered a review on {source}"))
REVIEW_TRACED = Kind("review.traced", _("{who} noted why a review on {source} was so"))
REVIEW_FIXED = Kind("review.fixed", _("{who} mended what a review on {source} spoke of"))
REVIEWS_READ = Kind("review.file", _("{who} read in a file of reviews: {new} new"))
