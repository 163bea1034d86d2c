package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.http.HttpSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a web origin on the command line. A blank text counts as missing, like an empty variable of the environment. */
final class Origin implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        try {
            if (!text.isBlank()) {
                HttpSettings.requireOrigin(text);
            }
            return text;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
