"""The public pages, one file a kind. GET writes nothing; each says what it shows (ground.shown)."""
