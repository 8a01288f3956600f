"""The law as data: clocks that count as statutes count, and dated rule records."""
