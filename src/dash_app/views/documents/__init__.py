"""The documents page: cards or a table, in an order of one's choice."""
