"""Thin help for the framework: clock, errors, access, htmx, base templates, css, js."""
