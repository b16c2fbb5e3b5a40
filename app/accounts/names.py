"""How a person wants to be called, and how that is spoken."""


def called(name: str, preferred_name: str) -> str:
    """Return how a person is called."""
    return preferred_name or name


def in_words(preferred_name: str, said: str) -> str:
    """Return such as "Called Ada, said “AY-dah”"; empty where the person has told neither."""
    parts = []
    if preferred_name:
        parts.append(f"called {preferred_name}")
    if said:
        parts.append(f"said “{said}”")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]
