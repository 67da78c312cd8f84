"""`python -m tests.commands`: runs the commands it reads, each in a process forked from this one, which has Django loaded.

A line of standard input is a JSON list of arguments of manage.py; its answer a line ``{"status": exit status, "said": output}``.
"""

import json
import os
import sys
import tempfile

import django

from manage import main


def run(arguments: list[str]) -> dict[str, object]:
    """In a process of its own, as manage.py would; ``said`` holds both streams as they came."""
    with tempfile.TemporaryFile() as output:
        child = os.fork()
        if not child:
            _become(arguments, output.fileno())
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        output.seek(0)
        return {"status": status, "said": output.read().decode()}


def _become(arguments: list[str], output: int) -> None:
    for stream in (1, 2):
        os.dup2(output, stream)
    sys.argv = ["manage.py", *arguments]
    status = 1
    try:
        main()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    django.setup()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), file=answers, flush=True)
