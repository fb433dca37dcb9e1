"""What robots read: which pages there are, as sitemaps, and what they are asked to leave alone."""
