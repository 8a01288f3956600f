"""The team's pages about clients, one module for each thing they are about."""
