"""What is said of failures on this computer: keyring, local copy, export, the program itself."""

from __future__ import annotations

from orderviewer.order import Cause
from orderviewer.ui.failures.row import (
    FILE_STAYS,
    ORDERS_STAY,
    RETRY_LATER,
    SECRETS_STAY,
    Action,
    Phrase,
    Row,
)

CREDENTIALS_UNAVAILABLE = {
    Cause.NOT_CONFIGURED: Row(
        Phrase("Words", "No connection to Orange is set up yet."),
        Phrase("Words", "The client id, the client secret and the API key are missing."),
        Phrase("Words", "Enter the three values that Orange gave you."),
        Action.CREDENTIALS,
    ),
    Cause.VANISHED: Row(
        Phrase("Words", "Your credentials are no longer in the system keyring."),
        Phrase("Words", "They were stored there once; the keyring was emptied or replaced."),
        Phrase("Words", "Enter them again."),
        Action.CREDENTIALS,
        ORDERS_STAY,
    ),
    Cause.LOCKED: Row(
        Phrase("Words", "The system keyring is locked."),
        Phrase("Words", "Your credentials cannot be read until it is unlocked."),
        Phrase("Words", "Unlock the keyring, then try again."),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.NO_KEYRING: Row(
        Phrase("Words", "This computer offers no safe keyring."),
        Phrase("Words", "Credentials are never written to a file in readable form."),
        Phrase("Words", "Enter them for this session: they are forgotten when you quit."),
        Action.CREDENTIALS,
        ORDERS_STAY,
    ),
    Cause.NOT_SAVED: Row(
        Phrase("Words", "The credentials could not be saved."),
        Phrase("Words", "The system keyring did not give back what was written to it."),
        RETRY_LATER,
        Action.RETRY,
        SECRETS_STAY,
    ),
    Cause.UNUSABLE_SECRET: Row(
        Phrase("Words", "One of the credentials cannot be used."),
        Phrase("Words", "It is too long, or holds characters that cannot be sent."),
        Phrase("Words", "Copy it again from its source."),
        Action.CREDENTIALS,
        SECRETS_STAY,
    ),
}

STORE_DAMAGED = {
    Cause.DAMAGED: Row(
        Phrase("Words", "The local copy of the orders is damaged."),
        Phrase("Words", "Its file cannot be read to the end."),
        Phrase("Words", "The orders are read again from Orange."),
        Action.RETRY,
        Phrase("Words", "The damaged file is set aside, not deleted."),
    ),
    Cause.NEWER: Row(
        Phrase("Words", "These orders were stored by a newer version of orderviewer."),
        Phrase("Words", "This version cannot read that file."),
        Phrase("Words", "Install the newer version of orderviewer."),
        Action.NONE,
        Phrase("Words", "The file was not touched."),
    ),
    Cause.ERASED: Row(
        Phrase("Words", "The orders of this connection were erased from this computer."),
        Phrase("Words", "Their history and every copy of the file are gone too."),
        Phrase("Words", "To have the orders again, read them from Orange."),
        Action.READ_AGAIN,
    ),
    Cause.DISK_FULL: Row(
        Phrase("Words", "The disk is full: newly received orders cannot be stored."),
        Phrase("Words", "The local copy needs more space than is left."),
        Phrase("Words", "Free some space, then try again."),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.NOT_WRITABLE: Row(
        Phrase("Words", "The local copy of the orders cannot be written."),
        Phrase("Words", "Its folder or file is write-protected, or cannot be reached."),
        Phrase("Words", "Check the rights on the data folder, then try again."),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.BACKUP_DAMAGED: Row(
        Phrase("Words", "This backup cannot be restored."),
        Phrase("Words", "Its file is damaged, or no longer there."),
        Phrase("Words", "Choose another backup."),
        Action.NONE,
        Phrase("Words", "Nothing was changed."),
    ),
    Cause.STORE_BUSY: Row(
        Phrase("Words", "The local copy of the orders is in use."),
        Phrase("Words", "Another window or program holds the file."),
        Phrase("Words", "Close the other one, then try again."),
        Action.RETRY,
        ORDERS_STAY,
    ),
}

EXPORT_FAILED = {
    Cause.EXPORT_DISK_FULL: Row(
        Phrase("Words", "There is not enough space for the export."),
        Phrase("Words", "The disk filled up before the file was complete."),
        Phrase("Words", "Free some space, or choose another place."),
        Action.OTHER_FILE,
        FILE_STAYS,
    ),
    Cause.EXPORT_TARGET_BUSY: Row(
        Phrase("Words", "The export cannot replace this file."),
        Phrase("Words", "It is open in Excel or another program, or it is write-protected."),
        Phrase("Words", "Close it, or choose another name."),
        Action.OTHER_FILE,
        FILE_STAYS,
    ),
    Cause.EXPORT_NO_FOLDER: Row(
        Phrase("Words", "The folder for the export cannot be reached."),
        Phrase("Words", "It was moved or deleted, or its network drive is gone."),
        Phrase("Words", "Choose another folder."),
        Action.OTHER_FILE,
        FILE_STAYS,
    ),
    Cause.EXPORT_INCOMPLETE: Row(
        Phrase("Words", "The export was not written: some orders are missing."),
        Phrase("Words", "Not every page could be read from Orange."),
        RETRY_LATER,
        Action.RETRY,
        FILE_STAYS,
    ),
    Cause.EXPORT_OTHER: Row(
        Phrase("Words", "The export could not be written."),
        Phrase("Words", "The system refused to write this file."),
        Phrase("Words", "Choose another name or another folder."),
        Action.OTHER_FILE,
        FILE_STAYS,
    ),
}

UNEXPECTED = Row(
    Phrase("Words", "Something went wrong in orderviewer."),
    Phrase("Words", "The program goes on; what happened is written in its log."),
    Phrase(
        "Words", "If it happens again, send the copied text to whoever looks after orderviewer."
    ),
    Action.COPY_REFERENCE,
    ORDERS_STAY,
)
