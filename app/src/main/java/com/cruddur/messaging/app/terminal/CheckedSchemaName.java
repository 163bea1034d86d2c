package com.cruddur.messaging.app.terminal;

import com.cruddur.messaging.postgres.store.MessagesSchema;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A schema's name on the command line; an empty flag or variable is not given. */
public final class CheckedSchemaName implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        try {
            return text.isBlank() ? MessagesSchema.NAME : MessagesSchema.checkedName(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
