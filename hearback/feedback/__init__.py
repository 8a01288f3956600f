"""The feedback chapter: whose word we wait for, and how it comes back."""
