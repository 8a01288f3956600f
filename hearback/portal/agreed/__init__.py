"""What a candidate agreed to, on their own page: taken back by one press."""
