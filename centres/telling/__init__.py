"""How a centre is told of: its name and place, its freshness, answers to what people ask."""
