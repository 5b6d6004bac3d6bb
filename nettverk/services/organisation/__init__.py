"""People of the organisation: teams and their members, their meetings, and the minutes as a page."""
