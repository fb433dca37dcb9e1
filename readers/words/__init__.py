"""How pages write: the newspaper's languages, dates and numbers in each of them."""
