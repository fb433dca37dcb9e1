"""Fronts, of the newspaper and of sections: what the desk chose, and the newest in the places that are left."""
