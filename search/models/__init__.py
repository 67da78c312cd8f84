"""What editors tune, what was asked, and what waits to be indexed."""

from search.models.counts import SearchCount
from search.models.promoted import PromotedResult
from search.models.synonyms import SynonymGroup
from search.models.tasks import IndexTask, IndexVersion

__all__ = ["IndexTask", "IndexVersion", "PromotedResult", "SearchCount", "SynonymGroup"]
