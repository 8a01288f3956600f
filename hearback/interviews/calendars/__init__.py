"""When members are busy, by calendars they name; and their interviews, for calendars to follow."""
