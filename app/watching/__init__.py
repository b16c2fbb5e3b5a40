"""What watches over the server: is it alive and ready, its figures, and the lines of its log."""
