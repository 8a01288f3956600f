"""A client's page of a candidate who is put forward: opened by link, without signing in."""
