"""Words owed to us: who owes whom what since when, and who waits because of it."""
