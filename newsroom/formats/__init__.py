"""How the desk prints dates and times: Django's format modules, one folder for each language."""
