"""The columns of tables and their cells: what each is and holds."""
