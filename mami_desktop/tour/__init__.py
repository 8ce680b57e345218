"""The main job carried out in the real windows with the keyboard, leaving pictures and papers."""
