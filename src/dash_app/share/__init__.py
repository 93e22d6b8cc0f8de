"""What leaves a page: its link, citations, a hand-out, the study file."""
