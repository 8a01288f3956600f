"""The words of letters: a closed language, what each letter may say, and a team's own versions."""
