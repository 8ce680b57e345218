"""``python -m mami_desktop`` is the same as the command ``mami-desktop``."""

import sys

from mami_desktop.cli.main import main

sys.exit(main())
