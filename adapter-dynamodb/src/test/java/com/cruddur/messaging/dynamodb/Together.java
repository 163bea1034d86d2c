package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lets people act at once, and reads their messages. */
final class Together {
    private Together() {}

    /** Runs each of the runners on a thread of its own, and returns their answers. One that throws fails them all. */
    static <T> List<T> run(int runners, IntFunction<T> runner) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            List<Callable<T>> all = IntStream.range(0, runners)
                    .<Callable<T>>mapToObj(number -> () -> runner.apply(number))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    /** All messages of a group, oldest first. */
    static List<Message> history(UseCases messaging, User reader, UUID group) {
        List<Message> history = new ArrayList<>();
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        Page<Message> page;
        do {
            page = messaging.listMessages(reader.handle(), group, request);
            history.addAll(0, page.items());
            request = page.next().map(request::from).orElse(request);
        } while (page.next().isPresent());
        return history;
    }
}
