"""Induction: what a newcomer's trust and the newcomer do, item by item, from the offer to month six."""
