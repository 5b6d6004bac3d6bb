"""Qt: one room per thing people do, and ``common`` for what they share."""
