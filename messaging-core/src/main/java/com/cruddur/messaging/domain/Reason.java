package com.cruddur.messaging.domain;

/** The reason why a request was refused. Nothing was stored. */
public enum Reason {
    TOKEN_INVALID(
            Kind.UNAUTHENTICATED,
            "token_invalid",
            "The access token is missing, expired, or not valid for this service."),
    SUBJECT_BLANK(Kind.INVALID, "cognito_user_id_blank", "The caller's user id is blank."),
    USER_UNKNOWN(Kind.FORBIDDEN, "user_unknown", "The directory has no user for this access token."),
    USER_NOT_FOUND(Kind.NOT_FOUND, "user_not_found", "There is no user with that handle."),
    USER_RECEIVER_HANDLE_BLANK(Kind.INVALID, "user_reciever_handle_blank", "The receiver's handle is blank."),
    USER_RECEIVER_NOT_FOUND(Kind.INVALID, "user_receiver_not_found", "The receiver does not exist."),
    MESSAGE_TO_SELF(Kind.INVALID, "message_to_self", "You cannot send a message to yourself."),
    MESSAGE_GROUP_UUID_BLANK(Kind.INVALID, "message_group_uuid_blank", "The message group's uuid is blank."),
    MESSAGE_GROUP_NOT_FOUND(
            Kind.NOT_FOUND, "message_group_not_found", "The caller has no message group with that uuid."),
    MESSAGE_BLANK(Kind.INVALID, "message_blank", "The message is blank."),
    MESSAGE_EXCEED_MAX_CHARS(Kind.INVALID, "message_exceed_max_chars", "The message has more than 1,024 characters."),
    MESSAGE_MALFORMED(Kind.INVALID, "message_malformed", "The message holds a NUL character or half a surrogate pair."),
    IDEMPOTENCY_KEY_INVALID(
            Kind.INVALID, "idempotency_key_invalid", "An idempotency key has 1 to 255 visible ASCII characters."),
    IDEMPOTENCY_KEY_REUSED(
            Kind.CONFLICT, "idempotency_key_reused", "The idempotency key was used for another request."),
    CURSOR_INVALID(Kind.INVALID, "cursor_invalid", "The cursor was not issued for this list and this caller."),
    LIMIT_INVALID(Kind.INVALID, "limit_invalid", "A limit is a whole number from 1 to 100."),
    UP_TO_INVALID(
            Kind.INVALID,
            "up_to_invalid",
            "The time up to which messages are read has at most six digits of a second and is not later than the newest message."),
    AFTER_INVALID(
            Kind.INVALID,
            "after_invalid",
            "The time after which messages are listed is an ISO 8601 time with an offset, given once and without a cursor.");

    private final Kind kind;
    private final String code;
    private final String detail;

    Reason(Kind kind, String code, String detail) {
        this.kind = kind;
        this.code = code;
        this.detail = detail;
    }

    /** The kind of a reason. A server needs no more to choose a status. */
    public enum Kind {
        /** The request itself is wrong: HTTP's 400 or 422. */
        INVALID,
        /** The caller did not prove an identity: HTTP's 401. */
        UNAUTHENTICATED,
        /** The caller is known, but may not do this: HTTP's 403. */
        FORBIDDEN,
        /** The target does not exist for this caller: HTTP's 404. */
        NOT_FOUND,
        /** The request contradicts an earlier one: HTTP's 409. */
        CONFLICT,
        /** The caller has asked too often; a later retry may succeed: HTTP's 429. */
        TOO_MANY
    }

    /** The kind of this reason. */
    public Kind kind() {
        return kind;
    }

    /**
     * The code on the wire. Codes never change. The misspelling in {@code user_reciever_handle_blank} is the reference system's.
     */
    public String code() {
        return code;
    }

    /** One sentence for people to read. It never contains text that a caller sent. */
    public String detail() {
        return detail;
    }
}
