"""The ledger: the append-only Entry and the Promise."""
