"""A site in a folder of its own, for tests of what manage.py does to one."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings


class Installation:
    """``run`` gives exit status and everything printed. Starting Django takes seconds, so it is loaded once (``tests.commands``)."""

    def __init__(self, var: Path, **environment: str) -> None:
        self.var = var
        left_out = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY"}
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTEST", "COV_")) and name not in left_out
        }
        self.environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "VAR_DIR": str(var), "LOG_LEVEL": "ERROR"}
        self.environment |= environment
        self._commands = subprocess.Popen(
            [sys.executable, "-m", "tests.commands"],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Installation":
        return self

    def __exit__(self, *error: object) -> None:
        self._commands.stdin.close()
        self._commands.stdout.close()
        self._commands.wait(20)

    def run(self, *command: str) -> tuple[int, str]:
        print(json.dumps(command), file=self._commands.stdin, flush=True)
        answer = json.loads(self._commands.stdout.readline())
        return answer["status"], answer["said"]

    def good(self, *command: str) -> str:
        """What a command printed that must succeed."""
        status, said = self.run(*command)
        assert status == 0, said
        return said

    def shell(self, code: str) -> str:
        return self.good("shell", "-v", "0", "-c", code).strip()
