"""Which applicants are customers too: who agreed is looked for by keys; told only in sums."""
