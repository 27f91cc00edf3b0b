"""Pages of families: the same by an account and by a link, and the officer's side of them."""
