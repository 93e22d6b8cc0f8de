"""The classroom: a class, its exercises, what came of them."""
