"""Blocks: all that some speakers say, as the columns of one row of Spark's.

Workers make and read them; for that they need this program, numpy and pyarrow, and nothing more.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.domain.agreeing.stands import Stands

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes

COLUMNS = "speakers binary, claims binary, who binary, what binary, sign binary"


def made(batches: Iterable[Any]) -> Iterator[Any]:
    """All rows of a partition as one block: of each speaker and claim the last stance."""
    import numpy as np
    import pyarrow as pa

    table = pa.Table.from_batches(batches) if (batches := list(batches)) else None
    if not table:
        return
    who, what, sign, said, number = (
        np.asarray(table.column(name)) for name in ("speaker", "claim", "sign", "said", "number")
    )
    yield written(Stands.last_of(who, what, sign, said, number))


def written(part: Stands) -> Any:
    """Stands as a block."""
    import numpy as np
    import pyarrow as pa

    columns: dict[str, Any] = {
        "speakers": part.speakers.astype(np.int64),
        "claims": part.claims.astype(np.int64),
        "who": part.who.astype(np.int32),
        "what": part.what.astype(np.int32),
        "sign": part.sign.astype(np.int8),
    }
    arrays = [pa.array([one.tobytes()], pa.binary()) for one in columns.values()]
    return pa.record_batch(arrays, list(columns))


def read(
    batches: Iterable[Any], speakers: "Indexes", claims: "Indexes"
) -> "Iterator[tuple[Stands, Indexes]]":
    """The stands of each block, of all claims, and which of all speakers its speakers are."""
    import numpy as np

    for block in (row for batch in batches for row in batch.to_pylist()):
        own: Any = np.frombuffer(block["speakers"], np.int64)
        who: Any = np.frombuffer(block["who"], np.int32)
        at: Any = np.searchsorted(claims, np.frombuffer(block["claims"], np.int64))
        what = at.astype(np.int32)[np.frombuffer(block["what"], np.int32)]
        sign = np.frombuffer(block["sign"], np.int8)
        yield Stands(own, claims, who, what, sign), np.searchsorted(speakers, own)
