"""Makes a store with its index through its own writers; input: {"orders": N, "path": file}."""

from __future__ import annotations

import gc
import json
import sys
from contextlib import closing
from pathlib import Path

from benchmarks.programs.search import fill, index
from orderviewer.local.store import Store


def main() -> int:
    given = json.load(sys.stdin)
    path, orders = Path(given["path"]), given["orders"]
    gc.disable()  # as the command line does
    with closing(Store.open(path)) as store:
        raw = fill(store, orders)
        indexed = index(store, orders)
    size = path.stat().st_size / raw
    print(json.dumps({**indexed, "size": size}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
