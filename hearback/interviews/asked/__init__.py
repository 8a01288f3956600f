"""Asked afterwards: four taps and a line from both sides, for coaching and never for deciding."""
