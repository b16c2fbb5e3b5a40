"""What tests stand on: servers, browsers, databases, and checks that many tests share."""
