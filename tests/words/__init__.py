"""What candidates read, in every language: gathered from the code, kept in catalogs, checked."""
