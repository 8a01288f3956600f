"""Closing the circle: what was said reaches the other side in words a person approved."""
