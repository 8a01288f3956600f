"""What people say of us in public, what we answered, why it was so, and what was mended."""
