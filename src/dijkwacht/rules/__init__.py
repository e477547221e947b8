"""Floor 2: dated policy files, read and put in force on a day."""
