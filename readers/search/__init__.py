"""The search: what its address asks for, what it finds, and the words marked in what was found."""
