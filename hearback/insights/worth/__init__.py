"""What customers among candidates are worth, in sums: for analysts, who decide about nobody."""
