"""The live page of a running story: its posts, what its template and its polls get, and its JSON-LD."""
