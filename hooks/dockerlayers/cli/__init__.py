"""The command: its arguments, and the files that it reads."""
