"""The plan of an opening's interviews: its rounds and parts, who asks what, rooms and limits."""
