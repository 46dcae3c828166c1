"""Photos as staff send them, made into pictures fit for the site and the press."""
