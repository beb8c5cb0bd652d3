"""What is wrong with how the command was called."""


class UsageError(Exception):
    """An argument, or a file that an argument names, with which nothing can be done."""
