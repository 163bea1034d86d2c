package com.cruddur.messaging.app.terminal;

import com.cruddur.messaging.dynamodb.admin.TableName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A table's name on the command line: one that DynamoDB would refuse is a mistake of usage. */
public final class CheckedTableName implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        try {
            return TableName.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Where an empty flag or variable is not given, and leaves the choice to the environment. */
    static final class OrTheEnvironments implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            try {
                return text.isBlank() ? TableName.in(System.getenv()) : TableName.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
