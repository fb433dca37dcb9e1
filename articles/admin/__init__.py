"""The plain lists and forms of what stories are sorted and signed by. The stories themselves are the desk's.

- keeping: what these forms have in common: they save through the verbs of arranging.py
- deleting: what is told before something is deleted
- meanwhile: a form that was open while a colleague saved does not write over that
- site: Site with its languages
- sections: Section
- taxonomy: Author, Tag with its synonyms
- coverage: Coverage with its timeline
- holds: PublishBlock, to be read
"""

from articles.admin import coverage, holds, sections, site, taxonomy

__all__ = ["coverage", "holds", "sections", "site", "taxonomy"]
