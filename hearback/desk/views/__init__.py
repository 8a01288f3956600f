"""The desk's pages, a module per page."""
