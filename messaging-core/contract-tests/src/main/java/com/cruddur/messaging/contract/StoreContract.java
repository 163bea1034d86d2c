package com.cruddur.messaging.contract;

/**
 * All that a store of messages and groups must keep to, in one interface:
 *
 * <pre>{@code
 * class MyStoreTest implements StoreContract {
 *     private static final MyStore STORE = ...;
 *
 *     @Override
 *     public Messages messages() {
 *         return STORE.messages();
 *     }
 *
 *     @Override
 *     public MessageGroups groups() {
 *         return STORE.groups();
 *     }
 * }
 * }</pre>
 *
 * <p>The tests call the store from up to 32 threads, with times that are at most 60 s ahead of the machine's. {@code -Dmessaging.seed=} replays the random ones.
 */
public interface StoreContract
        extends MessagesContract,
                MessageOrderContract,
                IdempotencyContract,
                MessageGroupsContract,
                InboxContract,
                InboxMoveContract,
                InboxesContract,
                RenameContract,
                RandomOperationsContract,
                MessagingContract,
                MessagingAccessContract {}
