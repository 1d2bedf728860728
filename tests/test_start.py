"""What a command starts with: everything that it needs, and nothing that takes long beside."""

import subprocess
import sys

LOADED = (
    "import sys, pipeline.run, pipeline.check; print(sorted(name for name, module in sys.modules.items() if module))"
)


def test_a_command_without_a_cluster_imports_nothing_of_dask():
    said = subprocess.run([sys.executable, "-c", LOADED], check=True, capture_output=True, text=True).stdout
    assert "'pandera'" in said
    assert "'dask" not in said
    assert "'distributed" not in said
