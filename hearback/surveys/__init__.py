"""Asked of everyone after applying, interviews and the answer; of no weight in deciding."""
