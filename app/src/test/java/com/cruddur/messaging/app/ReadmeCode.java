package com.cruddur.messaging.app;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.SimpleJavaFileObject;

/**
 * A {@code java} block of a Markdown page. It is completed by this rule, so that it compiles:
 *
 * <ul>
 *   <li>Our own public types, and those of a few packages of Java, are imported. A block imports others itself, by its first lines.
 *   <li>A block that begins with a class is a file of its own. Any other block is the body of a method.
 *   <li>The method's parameters stand in a comment above the block: {@code <!-- given: Users users, MessageStore store -->}.
 * </ul>
 *
 * @param page the page's path
 * @param line the line of the block's first fence, from 1
 * @param given the method's parameters
 */
record ReadmeCode(String page, int line, String given, List<String> lines) {
    private static final Pattern GIVEN = Pattern.compile("<!-- given: (.*) -->");
    private static final Pattern TYPE =
            Pattern.compile("((public|final|abstract|sealed|@\\w+)\\s+)*(class|interface|record|enum)\\s.*");

    /** The blocks of a page. */
    static List<ReadmeCode> of(String page, String text) {
        List<ReadmeCode> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```java")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                Matcher given = GIVEN.matcher(i == 0 ? "" : lines.get(i - 1));
                blocks.add(new ReadmeCode(
                        page, i + 1, given.matches() ? given.group(1) : "", List.copyOf(lines.subList(i + 1, end))));
                i = end;
            }
        }
        return blocks;
    }

    /** Where a line of the completed block stands in the page. */
    String place(long sourceLine) {
        return page + ":" + (line + sourceLine - 1);
    }

    /** The completed block. Everything that is added above it is in one line. */
    Source source(String imports) {
        String own = lines.stream().filter(ReadmeCode::isImport).collect(Collectors.joining(" "));
        String body = lines.stream().map(it -> isImport(it) ? "" : it).collect(Collectors.joining("\n"));
        String head = imports + own;
        boolean isType =
                TYPE.matcher(body.strip().lines().findFirst().orElse("")).matches();
        String source = isType
                ? head + "\n" + body
                : head + " class Block { static void run(" + given + ") throws Exception {\n" + body + "\n}}";
        return new Source(source);
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String text) {
            super(URI.create("string:///Block.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        /** A block may name its class as it likes. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }
    }
}
