"""Finding a working copy: only for those who may see working copies at all."""

from uuid import UUID

from api.problems import Problem
from articles.models import Article
from staff import permissions
from staff.models import User


def find(public_id: UUID, *, by: User, lock: bool = False) -> Article:
    """The working copy with its section and people, its row locked on demand.

    Raises NotAllowed before it looks, so that nobody learns of ids without the right, and
    Problem not-found.
    """
    permissions.require(by, "articles.view_article", to="read working copies")
    articles = Article.objects.select_related("section", "created_by", "changed_by")
    if lock:
        articles = articles.select_for_update(of=("self",))
    article = articles.filter(public_id=public_id).first()
    if article is None:
        raise Problem("not-found", "There is no working copy with this id.")
    return article
