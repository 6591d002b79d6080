"""What browsers of SQLite show: views, which `kg.store.views` makes anew after all migrations."""

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing: older notebooks are upgraded because there is this revision, and get the views."""
