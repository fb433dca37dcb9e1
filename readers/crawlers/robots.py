"""robots.txt (RFC 9309): what robots are asked to leave alone, with a switch for each use that AI makes of pages.

robots.txt is a request. It keeps out those who heed it; nothing here pretends more.
"""

from collections.abc import Mapping

#: Addresses that are no pages.
_NOT_PAGES = ("/admin/", "/api/", "/feedback/", "/reads", "/search/")
#: Use → the agents that say they crawl for it, as their makers name them. As of November 2026.
AGENTS: dict[str, tuple[str, ...]] = {
    "training": (
        *("AI2Bot", "Amazonbot", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot"),
        *("cohere-training-data-crawler", "Diffbot", "FacebookBot", "Google-Extended", "GPTBot"),
        *("meta-externalagent", "omgili", "PanguBot", "Timpibot"),
    ),
    "search": ("Claude-SearchBot", "DuckAssistBot", "OAI-SearchBot", "PerplexityBot", "YouBot"),
    "fetch": ("ChatGPT-User", "Claude-User", "MistralAI-User", "Perplexity-User", "meta-externalfetcher"),
}
#: What is asked where nobody has chosen: an agency's copy is licensed for readers, not for training.
DEFAULTS = {"training": "deny", "search": "allow", "fetch": "allow"}


def policy(chosen: Mapping[str, str]) -> dict[str, str]:
    """Use → "allow" or "deny", with the defaults for what was not chosen."""
    return {use: chosen.get(use, default) for use, default in DEFAULTS.items()}


def write(chosen: Mapping[str, str], *, sitemaps: list[str]) -> str:
    """The file. A denied use has a group of its own, which its agents follow instead of everybody's (§2.2.1)."""
    denied = [use for use, answer in policy(chosen).items() if answer == "deny"]
    groups = [_group(AGENTS[use], ("/",)) for use in denied]
    return "\n".join([_group(("*",), _NOT_PAGES), *groups, *(f"Sitemap: {address}" for address in sitemaps)]) + "\n"


def _group(agents: tuple[str, ...], paths: tuple[str, ...]) -> str:
    return "\n".join([*(f"User-agent: {agent}" for agent in agents), *(f"Disallow: {path}" for path in paths), ""])
