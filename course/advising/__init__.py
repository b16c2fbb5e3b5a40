"""Advice to authors: what a module may be served with, and is better mended."""
