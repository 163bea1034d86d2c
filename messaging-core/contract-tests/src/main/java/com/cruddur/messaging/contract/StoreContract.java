package com.cruddur.messaging.contract;

/**
 * The whole contract of a {@link com.cruddur.messaging.port.MessageStore}, in one interface:
 *
 * <pre>{@code
 * class MyStoreTest implements StoreContract {
 *     private static final MyStore STORE = ...;
 *
 *     @Override
 *     public MessageStore store() {
 *         return STORE;
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
                CatchUpContract,
                RenameContract,
                MessagesAfterContract,
                ReadHorizonContract,
                ReadRaceContract,
                RandomOperationsContract,
                MessagingContract,
                MessagingReadContract,
                MessagingEventsContract,
                MessagingAccessContract {}
