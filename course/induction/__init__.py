"""A newcomer's induction and a trust's look at itself, as data: model, reader, arithmetic, readiness."""
