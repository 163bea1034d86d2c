package com.cruddur.messaging.domain;

/** Why a request was refused. Nothing was stored. */
public enum Reason {
    TOKEN_INVALID("token_invalid", "The access token is missing, expired or not one of ours."),
    COGNITO_USER_ID_BLANK("cognito_user_id_blank", "The caller's user id is blank."),
    USER_UNKNOWN("user_unknown", "The caller has no user here."),
    USER_NOT_FOUND("user_not_found", "There is no user of that handle."),
    USER_RECEIVER_HANDLE_BLANK("user_reciever_handle_blank", "The receiver's handle is blank."),
    USER_RECEIVER_NOT_FOUND("user_receiver_not_found", "There is no user of the receiver's handle."),
    MESSAGE_TO_SELF("message_to_self", "A message goes to somebody else."),
    MESSAGE_GROUP_UUID_BLANK("message_group_uuid_blank", "The message group's uuid is blank."),
    MESSAGE_GROUP_NOT_FOUND("message_group_not_found", "The caller has no message group of that uuid."),
    MESSAGE_BLANK("message_blank", "The message is blank."),
    MESSAGE_EXCEED_MAX_CHARS("message_exceed_max_chars", "The message has more than 1,024 characters."),
    MESSAGE_MALFORMED("message_malformed", "The message holds a NUL character or half a surrogate pair."),
    IDEMPOTENCY_KEY_INVALID("idempotency_key_invalid", "An idempotency key has 1 to 255 visible ASCII characters."),
    IDEMPOTENCY_KEY_REUSED("idempotency_key_reused", "The idempotency key was used for another request."),
    CURSOR_INVALID("cursor_invalid", "The cursor is not one that this list gave to this caller."),
    LIMIT_INVALID("limit_invalid", "A limit is a whole number from 1 to 100.");

    private final String code;
    private final String detail;

    Reason(String code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    /**
     * The code on the wire. Codes never change; the spelling of {@code user_reciever_handle_blank} is the reference's.
     */
    public String code() {
        return code;
    }

    /** One sentence for people. It holds nothing that a caller sent. */
    public String detail() {
        return detail;
    }
}
