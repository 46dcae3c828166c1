"""Search without a server: postings in small scripts, of which a query loads a few."""
