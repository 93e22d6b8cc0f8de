"""How the lines of a copied page stand together: which layout it has, and the records in it."""
