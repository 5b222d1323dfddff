"""What every peer of the benchmark is given and gives back, so that its numbers can be compared with Driftline's."""

import json
import platform
import resource
import sys
from importlib.metadata import version


def files():
    """Paths of the two files, and the columns that are not to be tested: BASELINE PRODUCTION [NAME,…]."""
    baseline, production, *ignored = sys.argv[1:]
    return baseline, production, ignored[0].split(",") if ignored else []


def answer(packages, features):
    """Prints the versions of the packages, the peak memory in bytes, and [statistic, p] for each column by name."""
    json.dump(
        {
            "versions": {name: version(name) for name in packages},
            "python": platform.python_version(),
            "peakBytes": peak_bytes(),
            "features": features,
        },
        sys.stdout,
    )


def peak_bytes():
    # On Linux the figure of getrusage begins with the memory of the process that started this one.
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
