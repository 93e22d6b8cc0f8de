"""The table of documents, the network and the places as files."""
