"""Engines that gather stances where a notebook's own way is too small: DuckDB and Spark."""
