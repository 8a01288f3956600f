"""What other machines tell us: webhooks, each signed."""
