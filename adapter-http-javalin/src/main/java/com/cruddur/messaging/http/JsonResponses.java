package com.cruddur.messaging.http;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.UnreadCount;
import com.cruddur.messaging.domain.User;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes response bodies, as JSON in UTF-8. */
final class JsonResponses {
    static final String CONTENT_TYPE = "application/json";

    /** Buffers are pooled across threads, because a virtual thread lives for one request only. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    private static final SerializableString MESSAGE_GROUP_UUID = new SerializedString("message_group_uuid");
    private static final SerializableString ID = new SerializedString("uuid");
    private static final SerializableString DISPLAY_NAME = new SerializedString("display_name");
    private static final SerializableString HANDLE = new SerializedString("handle");
    private static final SerializableString MESSAGE = new SerializedString("message");
    private static final SerializableString CREATED_AT = new SerializedString("created_at");
    private static final SerializableString USER_UUID = new SerializedString("user_uuid");
    private static final SerializableString SENDER_UUID = new SerializedString("sender_uuid");
    private static final SerializableString UNREAD = new SerializedString("unread");
    private static final SerializableString READ_UP_TO = new SerializedString("read_up_to");
    private static final SerializableString OTHER_READ_UP_TO = new SerializedString("other_read_up_to");

    private JsonResponses() {}

    /** The body for a list of messages. */
    static byte[] messages(List<Message> messages) {
        return array(messages, JsonResponses::message);
    }

    /** The body for a list of message groups. */
    static byte[] inbox(List<InboxEntry> entries) {
        return array(entries, JsonResponses::entry);
    }

    /** The body for one message group. */
    static byte[] group(GroupStatus group) {
        return write(json -> status(json, group));
    }

    /** The body for message groups, each with what the other member has read. */
    static byte[] groups(List<GroupStatus> groups) {
        return array(groups, JsonResponses::status);
    }

    static byte[] unread(UnreadCount unread) {
        return write(json -> {
            json.writeStartObject();
            json.writeNumberField("message_groups", unread.groups());
            json.writeNumberField("messages", unread.messages());
            json.writeBooleanField("complete", unread.complete());
            json.writeEndObject();
        });
    }

    /** The body for a posted message. */
    static byte[] posted(Message message) {
        return write(json -> {
            json.writeStartObject();
            json.writeFieldName(MESSAGE_GROUP_UUID);
            json.writeString(message.group().toString());
            fields(json, message);
            json.writeEndObject();
        });
    }

    static byte[] user(User user) {
        return write(json -> {
            json.writeStartObject();
            json.writeFieldName(ID);
            json.writeString(user.uuid().toString());
            names(json, user);
            json.writeEndObject();
        });
    }

    private static void message(JsonGenerator json, Message message) throws IOException {
        json.writeStartObject();
        fields(json, message);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, Message message) throws IOException {
        json.writeFieldName(ID);
        json.writeString(message.uuid().toString());
        names(json, message.sender());
        said(json, message.text(), message.createdAt());
        json.writeFieldName(USER_UUID);
        json.writeString(message.sender().uuid().toString());
    }

    private static void entry(JsonGenerator json, InboxEntry entry) throws IOException {
        json.writeStartObject();
        row(json, entry);
        json.writeEndObject();
    }

    private static void status(JsonGenerator json, GroupStatus group) throws IOException {
        json.writeStartObject();
        row(json, group.row());
        time(json, OTHER_READ_UP_TO, group.otherReadUpTo());
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, InboxEntry entry) throws IOException {
        json.writeFieldName(ID);
        json.writeString(entry.group().toString());
        names(json, entry.other());
        said(json, entry.preview(), entry.lastMessageAt());
        json.writeFieldName(USER_UUID);
        json.writeString(entry.other().uuid().toString());
        json.writeFieldName(SENDER_UUID);
        UUID sender = entry.sender();
        if (sender == null) {
            json.writeNull();
        } else {
            json.writeString(sender.toString());
        }
        json.writeFieldName(UNREAD);
        json.writeNumber(entry.unread());
        time(json, READ_UP_TO, entry.readUpTo());
    }

    private static void names(JsonGenerator json, User user) throws IOException {
        json.writeFieldName(DISPLAY_NAME);
        json.writeString(user.displayName());
        json.writeFieldName(HANDLE);
        json.writeString(user.handle());
    }

    private static void said(JsonGenerator json, String text, Instant createdAt) throws IOException {
        json.writeFieldName(MESSAGE);
        json.writeString(text);
        time(json, CREATED_AT, createdAt);
    }

    private static void time(JsonGenerator json, SerializableString name, @Nullable Instant time) throws IOException {
        json.writeFieldName(name);
        if (time == null) {
            json.writeNull();
        } else {
            char[] text = WireTime.format(time);
            json.writeString(text, 0, text.length);
        }
    }

    private static <T> byte[] array(List<T> items, ItemWriter<T> writer) {
        return write(json -> {
            json.writeStartArray();
            for (T item : items) {
                writer.write(json, item);
            }
            json.writeEndArray();
        });
    }

    private static byte[] write(Content content) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(1024)) {
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                content.write(json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private interface ItemWriter<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }
}
