"""Finding statements: by filters, by id and in the order of storing, in the formats that are asked for."""
