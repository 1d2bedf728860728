"""What happens to the tables: taken in, kept, reconciled, reported."""

import sys

# pandera imports dask.dataframe wherever it is installed, for tables of which there are none here; that takes as long
# as half of what a command imports. A worker of a cluster has others to serve as well, who may want it.
if "distributed" not in sys.modules:
    sys.modules.setdefault("dask.dataframe", None)  # type: ignore[arg-type]
