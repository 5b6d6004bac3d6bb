"""Out of the house: everything as JSON, tables for spreadsheets, the calendar."""
