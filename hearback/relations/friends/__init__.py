"""Friends: whoever applied may pass an opening on, and hears only what the friend allows."""
