package com.cruddur.messaging.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Our own answers, for servers that know nothing else to say. */
final class RecordedAnswers {
    private RecordedAnswers() {}

    static void write(Map<Pattern, Answer> answers, Path directory) throws IOException {
        for (Map.Entry<Pattern, Answer> answer : answers.entrySet()) {
            answer.getValue().writeTo(directory.resolve(answer.getKey().name()));
        }
    }

    static Map<Pattern, Answer> read(Path directory) throws IOException {
        Map<Pattern, Answer> answers = new EnumMap<>(Pattern.class);
        for (Pattern pattern : Pattern.values()) {
            answers.put(pattern, Answer.readFrom(directory.resolve(pattern.name())));
        }
        return answers;
    }
}
