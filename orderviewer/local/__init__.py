"""What this computer knows: the store of orders, queries on it, and the crawl that fills it."""
