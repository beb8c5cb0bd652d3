"""The lines as they would be: what mends a fault, where that is certain."""
