"""Wire copy in plain lines: what ANPA 1312, IPTC 7901 and mail to a newsroom read alike."""
