"""From the text of a shell command to its simple commands, each word with its place."""
