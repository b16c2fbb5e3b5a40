"""Single looks at the database, of which every request makes one, by a connection that is kept for them."""

import threading
from typing import Any

from sqlalchemy import Connection, Engine

from lrs.store.connecting import discard
from lrs.store.sql import Sql


class Looks:
    """One connection that all threads share, each for the moment of its look.

    To take one from the pool for each would cost as much as ten looks.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._kept: Connection | None = None

    def mapping(self, sql: Sql, *values: Any) -> dict[str, Any] | None:
        """Return the first row by the names of its columns, None where there is none.

        Raises what the driver raises, where a new connection does no better.
        """
        with self._lock:
            if self._kept is not None:
                try:
                    return sql.mapping(self._kept, *values)
                except Exception:
                    # The database may have been started anew since the look before.
                    self._drop()
            self._kept = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            return sql.mapping(self._kept, *values)

    def close(self) -> None:
        """Close the connection; the next look opens another."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        kept, self._kept = self._kept, None
        discard(kept)
