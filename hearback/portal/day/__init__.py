"""The pages both sides open on the day: I am here, running late, nobody is here."""
