"""What themes and Markdown's extensions leave out of a page, and people who do not see or point need."""
