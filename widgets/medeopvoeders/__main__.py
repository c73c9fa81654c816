"""`python -m medeopvoeders`."""

from __future__ import annotations

import sys

from medeopvoeders.cli import main

sys.exit(main())
