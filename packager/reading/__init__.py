"""What a package's manifest says, read into plain data: for whoever launches it or judges it."""
