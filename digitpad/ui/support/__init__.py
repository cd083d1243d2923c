"""What all tabs share: workers, undo, settings, messages, dialogs, theme, icons, translation."""
