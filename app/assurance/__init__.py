"""The papers for those who decide whether a trust may use this: made from the code where figures occur."""
