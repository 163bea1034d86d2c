package com.cruddur.messaging.dynamodb.item;

import com.cruddur.messaging.port.StorageException;

/**
 * An item of the table is not what its key says: an attribute is missing, or has another form. To try again does not help before
 * somebody mends the item. The message names its key and the attribute, and no value.
 */
public final class UnreadableItemException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final ItemKey item;

    public UnreadableItemException(ItemKey item, String why) {
        super("the item " + item + " " + why, null);
        this.item = item;
    }

    /** Which item it is. */
    public ItemKey item() {
        return item;
    }
}
