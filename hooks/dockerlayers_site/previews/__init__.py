"""What a link to a page shows where it is pasted: a title, a description, a picture."""
