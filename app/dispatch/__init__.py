"""Dispatch: a trust's LMS opens the course from here, under a licence that can be revoked."""
