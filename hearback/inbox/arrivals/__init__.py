"""What came in by mail, read: whose words they are, in which conversation, and what follows."""
