"""Extensions of the mapper."""
