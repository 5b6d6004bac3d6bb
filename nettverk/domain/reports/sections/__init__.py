"""What a report says of each subject, in sentences, tables and diagrams: one module for each subject."""
