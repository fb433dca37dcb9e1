"""The tables of the stories, one file a subject.

Each file may import those above it in this list, never one below:

- taxonomy: Site, SiteLanguage, Section, Author, Tag, TagSynonym — what stories are sorted and signed by
- coverage: Coverage, CoveragePerson, TimelineEntry — running stories
- live: LiveUpdate — what is posted to their live pages
- article: Article, Byline, Caption, TaggedArticle, RelatedPick — the working copy
- history: Revision, EditorialNote, PathRedirect, PublishBlock — what was, and what holds
- edition: Edition, Correction — what readers see
- search: SearchText — the words of what readers see

Rows are written by the verbs of this app only; models hold facts, constraints and questions.
"""

from articles.models.article import Article, Byline, Caption, RelatedPick, TaggedArticle
from articles.models.coverage import Coverage, CoveragePerson, TimelineEntry
from articles.models.edition import Correction, Edition
from articles.models.history import EditorialNote, PathRedirect, PublishBlock, Revision
from articles.models.live import LiveUpdate
from articles.models.search import SearchText
from articles.models.taxonomy import Author, Section, Site, SiteLanguage, Tag, TagSynonym

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Caption",
    "Correction",
    "Coverage",
    "CoveragePerson",
    "Edition",
    "EditorialNote",
    "LiveUpdate",
    "PathRedirect",
    "PublishBlock",
    "RelatedPick",
    "Revision",
    "SearchText",
    "Section",
    "Site",
    "SiteLanguage",
    "Tag",
    "TagSynonym",
    "TaggedArticle",
    "TimelineEntry",
]
