"""Staying in touch: who was told no and agreed to hear of fitting openings later."""
