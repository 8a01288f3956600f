"""Where mail comes in: whatever the door, it is kept whole before anybody tries to read it."""
