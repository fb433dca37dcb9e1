"""Reader feeds as bytes: Atom, RSS and JSON Feed, from plain facts. Pure; the answers are views/feeds.py."""
