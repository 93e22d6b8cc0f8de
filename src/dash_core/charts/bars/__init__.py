"""Bars and tables of counts."""
