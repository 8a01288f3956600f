"""What the team's pages ask: at the door, about members, about settings."""
