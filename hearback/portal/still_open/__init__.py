"""The page that asks a colleague whether a job is still open; a link opens it, nobody signs in."""
