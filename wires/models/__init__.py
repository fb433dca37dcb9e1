"""Agency copy: who sends it, what came in, what it says, where it is used."""

from wires.models.feeds import Delivery, Feed
from wires.models.items import WORDS, Alert, WireItem, WireUse
from wires.models.offers import UpdateOffer
from wires.models.pictures import AwaitedPicture, FeedPicture
from wires.models.rules import Rule, RuleNote, TopicDefinition, TopicSection

__all__ = [
    "WORDS",
    "Alert",
    "AwaitedPicture",
    "Delivery",
    "Feed",
    "FeedPicture",
    "Rule",
    "RuleNote",
    "TopicDefinition",
    "TopicSection",
    "UpdateOffer",
    "WireItem",
    "WireUse",
]
