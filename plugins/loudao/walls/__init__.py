"""What hangs where and since when: to hang, to take down, to print again."""
