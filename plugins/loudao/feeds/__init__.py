"""What other programs read: calendars, later tables."""
