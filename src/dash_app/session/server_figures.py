"""How the server is, in numbers: for `/metrics` and for the page of administrators."""

from streamlit.runtime import Runtime

from dash_app.session import loading
from dash_core.common import counters

__all__ = ["n_visits", "server_figures"]


def server_figures() -> dict[tuple[str, str], float]:
    """Figures of this process: by name and label, as OpenMetrics has them."""
    n_listings, n_documents = loading.held()
    return {
        ("sessions", ""): float(n_visits()),
        ("listings", ""): float(n_listings),
        ("documents", ""): float(n_documents),
        **counters.rows(),
    }


def n_visits() -> int:
    """How many visits are connected."""
    if not Runtime.exists():
        return 0
    families = Runtime.instance().stats_mgr.get_stats(family_names=["active_sessions"])
    return sum(getattr(stat, "value", 0) for stats in families.values() for stat in stats)
