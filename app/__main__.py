"""`python -m app` is `warraq`."""

from app.cli import main

if __name__ == "__main__":
    main()
