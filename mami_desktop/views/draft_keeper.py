"""A form whose draft the disk may refuse: it is written again before the form is left."""


class DraftKeeper:
    """``save`` sets ``_unsaved`` until the draft is on disk."""

    _unsaved = False

    def save(self) -> None:
        """Write the draft. Raises UserError where the disk refuses."""
        raise NotImplementedError

    def save_rest(self) -> None:
        """Write what the disk refused before, if it did. Raises UserError if it still does."""
        if self._unsaved:
            self.save()
