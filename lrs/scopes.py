"""What a credential may do: the specification's scopes, in one table.

Source: xAPI 1.0.3 Communication 4.2.
"""

SCOPES = frozenset(
    {
        "statements/write",
        "statements/read/mine",
        "statements/read",
        "state",
        "define",
        "profile",
        "all/read",
        "all",
    }
)

# Right -> the scopes any one of which gives it. Voiding hides what others wrote, so it
# is kept for credentials that may do everything.
RIGHTS = {
    "write statements": frozenset({"statements/write", "all"}),
    "void statements": frozenset({"all"}),
    "read own statements": frozenset(
        {"statements/read/mine", "statements/read", "all/read", "all"}
    ),
    "read all statements": frozenset({"statements/read", "all/read", "all"}),
    "read state": frozenset({"state", "all/read", "all"}),
    "write state": frozenset({"state", "all"}),
    "read profiles": frozenset({"profile", "all/read", "all"}),
    "write profiles": frozenset({"profile", "all"}),
    "read activities and agents": frozenset(
        {"statements/read", "statements/read/mine", "state", "profile", "define"}
        | {"all/read", "all"}
    ),
    "define activities": frozenset({"define", "all"}),
}
