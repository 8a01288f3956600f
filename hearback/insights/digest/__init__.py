"""The week in figures, by mail on Monday morning."""
