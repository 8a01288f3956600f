"""From the invitation to the day: inviting, choosing a time, moving, calling off, standing in."""
