"""Fitting a listing: the stages from a study to a fitted core, and what the core holds."""
