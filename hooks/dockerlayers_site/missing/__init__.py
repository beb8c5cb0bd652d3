"""The page for addresses at which there is nothing: a search, and the addresses that are nearest."""
