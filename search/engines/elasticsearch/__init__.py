"""The engine on a server or cluster, Elasticsearch 8 and later or OpenSearch 2 and later, which several machines share."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
