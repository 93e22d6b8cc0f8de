"""What the lines of a copied page say, one by one."""
