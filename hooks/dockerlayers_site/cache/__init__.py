"""Keep what a build has made for the next one, by all that it was made of: it is right, or not found."""
