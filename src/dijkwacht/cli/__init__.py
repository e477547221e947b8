"""The command line: commands, their options, and how answers are shown."""
