"""Exports: the table in file formats that other programs read (`formats`), citations, hand-outs."""
