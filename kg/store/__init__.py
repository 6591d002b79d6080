"""The notebook on disk: models, transactions, history, upgrades."""
