"""What a class found: scores, how far its members agree, and what the program has to say."""
