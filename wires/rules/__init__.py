"""What the desk wants done with which items, as pure functions: conditions, facts of an item, decisions with reasons.

Nothing here knows the database: wires.ruling reads the rules and carries out what was decided.
"""
