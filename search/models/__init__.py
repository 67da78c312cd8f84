"""What editors tune, what was asked, and what waits to be indexed."""

from search.models.counts import SearchCount
from search.models.life_events import LifeEvent
from search.models.promoted import PromotedResult
from search.models.synonyms import SynonymGroup
from search.models.tasks import IndexTask, IndexVersion

__all__ = ["IndexTask", "IndexVersion", "LifeEvent", "PromotedResult", "SearchCount", "SynonymGroup"]
