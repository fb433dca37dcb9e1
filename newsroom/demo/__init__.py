"""What `bin/demo` shows: a small newspaper, made of invented copy by the real doors.

- texts/: stories, wire items, the site and the words in the photographs, as TOML
- texts.py: reads them
- drawing/: the photographs, drawn by program
- agency.py: what an agency would send, ninjs and JPEG with IPTC metadata
- accounts.py: somebody in each role
- laying_out.py: the newspaper, laid out by the verbs of the desk on a clock of its own
- reading.py: readers who send reads to the running server
"""
