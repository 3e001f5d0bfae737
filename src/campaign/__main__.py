"""``python -m campaign``: the command where its name is not on the path."""

from campaign.cli.start import main

if __name__ == "__main__":
    main()
