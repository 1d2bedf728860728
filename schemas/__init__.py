"""What each table is: the sheets that come in and the answers that go out. No I/O."""
