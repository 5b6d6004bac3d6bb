"""To the university: who has said yes, what goes out, and the files it becomes."""
