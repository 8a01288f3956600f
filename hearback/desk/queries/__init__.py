"""What the desk's pages read, a module per page, each starting from the member who asks."""
