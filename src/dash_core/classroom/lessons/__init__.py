"""Lessons: as data to hand on, those that come with Dossier, and fitted to another listing."""
