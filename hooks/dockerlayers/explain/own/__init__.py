"""The Dockerfile's own words, explained one by one: flags, mounts, images, forms, variables."""
