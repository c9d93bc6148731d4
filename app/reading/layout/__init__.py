"""What each line of a raw article is: parts, and the claims that its head and foot make."""
