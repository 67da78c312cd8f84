"""Runs every benchmark of this folder (``*_bench.py`` with a ``main()``), one after the other."""

import importlib
import os
import pkgutil
import sys

import benchmarks


def main(names: list[str]) -> None:
    """All benchmarks, or those named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    import django

    django.setup()
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if module.name.endswith("_bench") and (not names or module.name.removesuffix("_bench") in names):
            print(f"\n{module.name.removesuffix('_bench')}")
            importlib.import_module(f"benchmarks.{module.name}").main()


main(sys.argv[1:])
