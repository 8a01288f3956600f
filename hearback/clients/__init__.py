"""The clients chapter: companies an agency hires for, and candidates put forward to them."""
