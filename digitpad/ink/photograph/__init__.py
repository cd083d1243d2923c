"""From any picture to its digits, one step a file."""
