"""Tests of the house's own rules: layers, budgets, doors, words."""
