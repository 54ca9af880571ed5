"""The cluster that script/with-spark has started, and ledgers that it answers."""

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from hjulet.store.ledger.codes import CodeTables
from hjulet.store.ledger.spark import SparkLedger, open_session


@lru_cache
def spark_session() -> Any:
    """Open the session that all tests share."""
    return open_session(os.environ["HJULET_TEST_SPARK_MASTER"])


def spark_ledger(root: Path, *, folders: Sequence[str], codes: CodeTables) -> SparkLedger:
    """Open a ledger on files that the workers reach, since they are on this machine."""
    return SparkLedger(spark_session(), str(root), folders=folders, codes=codes)
