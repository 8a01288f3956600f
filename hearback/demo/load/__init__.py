"""A demo company for an empty house: its two months of history are lived through, act by act."""

from hearback.demo.load.moving_in import load_demo
from hearback.demo.load.ways_in import sign_ins

__all__ = ["load_demo", "sign_ins"]
