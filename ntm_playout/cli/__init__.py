"""The command line: parse, call, print, exit code; one file a command."""


def main() -> None:
    """Run the command line."""
