"""What all tabs need of Qt: workers, undo, settings, messages, dialogs."""
