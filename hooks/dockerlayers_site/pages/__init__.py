"""What every feature of the site needs of its pages: their files, their HTML, and what is wrong in them."""
