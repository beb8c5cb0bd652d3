"""The words of a shell command, explained one by one from what is known of the programs."""
