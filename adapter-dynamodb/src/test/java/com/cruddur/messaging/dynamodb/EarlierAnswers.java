package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.table.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Lets a read miss, once, the write of the newest transaction to an item: AWS shows its items one after the other. */
final class EarlierAnswers implements ExecutionInterceptor {
    private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> earlier = new HashMap<>();
    private final Set<Map<String, AttributeValue>> missing = ConcurrentHashMap.newKeySet();

    /** The next GetItem of this item answers this. */
    void answerOnce(Map<String, AttributeValue> item) {
        earlier.put(new Item(item).key(), item);
    }

    /** The next BatchGetItem with this key does not find it. */
    void missOnce(Map<String, AttributeValue> key) {
        missing.add(key);
    }

    boolean allGiven() {
        return earlier.isEmpty() && missing.isEmpty();
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (context.response() instanceof GetItemResponse response) {
            Map<String, AttributeValue> item = earlier.remove(((GetItemRequest) context.request()).key());
            return item == null ? response : response.toBuilder().item(item).build();
        }
        if (context.response() instanceof BatchGetItemResponse response) {
            Map<String, List<Map<String, AttributeValue>>> found = new HashMap<>();
            response.responses()
                    .forEach((table, items) -> found.put(
                            table,
                            items.stream()
                                    .filter(it -> !missing.remove(new Item(it).key()))
                                    .toList()));
            return response.toBuilder().responses(found).build();
        }
        return context.response();
    }
}
