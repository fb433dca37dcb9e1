"""Agency copy: who sends it, what came in, what it says, where it is used."""

from wires.models.archive import SavedSearch, SearchLook, WireMark, WireSketch, WireWords
from wires.models.feeds import Delivery, Feed
from wires.models.items import Alert, WireItem, WireUse
from wires.models.offers import UpdateOffer
from wires.models.pictures import AwaitedPicture, FeedPicture
from wires.models.rules import Rule, RuleNote, TopicDefinition, TopicSection
from wires.models.ways import Connection, Push, RemotePicture

__all__ = [
    "Alert",
    "AwaitedPicture",
    "Connection",
    "Delivery",
    "Feed",
    "FeedPicture",
    "Push",
    "RemotePicture",
    "Rule",
    "RuleNote",
    "SavedSearch",
    "SearchLook",
    "TopicDefinition",
    "TopicSection",
    "UpdateOffer",
    "WireItem",
    "WireMark",
    "WireSketch",
    "WireUse",
    "WireWords",
]
