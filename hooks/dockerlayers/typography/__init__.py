"""Where the lines of a page in Korean may break."""
