"""What `bin/demo` shows: a small newspaper, made of invented copy by the real doors.

- texts/: stories, wire items, coverages, live posts, pages, the site and the words in the photographs, as TOML
- texts.py: reads them
- drawing/: the photographs, drawn by program
- agency.py: what an agency would send, ninjs and JPEG with IPTC metadata
- accounts.py: somebody in each role
- newspaper.py, furnishing.py, reporting.py: the house while it is made, what it begins with, what its reporters write
- laying_out.py: the newspaper, laid out by the verbs of the desk on a clock of its own
- reading.py: readers who send reads to the running server
"""
