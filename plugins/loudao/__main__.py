"""`python -m loudao`."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="loudao")
