"""A candidate's confidentiality orders: setting and lifting them, and what leaves under them."""
