"""The manifests, one file a format."""
