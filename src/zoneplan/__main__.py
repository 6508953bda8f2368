"""``python -m zoneplan``."""

from zoneplan.cli import main

if __name__ == "__main__":
    main()
