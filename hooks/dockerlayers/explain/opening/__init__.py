"""What is said of a whole Dockerfile before its lines."""
