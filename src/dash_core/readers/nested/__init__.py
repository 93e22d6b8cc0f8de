"""Objects within objects: JSON and Parquet."""
