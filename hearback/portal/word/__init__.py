"""The page on which somebody says what they think of a candidate; a link opens it, no sign-in."""
