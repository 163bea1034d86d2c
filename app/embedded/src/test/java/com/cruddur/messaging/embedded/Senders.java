package com.cruddur.messaging.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several senders who post to one group, one message after the other, until the service no longer answers. */
final class Senders {
    private static final int COUNT = 4;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private final List<Future<?>> running = new ArrayList<>();

    static Senders start(ServiceProcess service, String token, String group) {
        Senders senders = new Senders();
        for (int i = 0; i < COUNT; i++) {
            int sender = i;
            senders.running.add(senders.threads.submit(() -> senders.send(sender, service, token, group)));
        }
        return senders;
    }

    private void send(int sender, ServiceProcess service, String token, String group) {
        try {
            for (int i = 0; true; i++) {
                String text = "message " + i + " of sender " + sender;
                if (service.post(token, Json.object("message_group_uuid", group, "message", text))
                                .statusCode()
                        == 200) {
                    acknowledged.add(text);
                }
            }
        } catch (IOException serviceHasEnded) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int count() {
        return acknowledged.size();
    }

    /** The posts that were acknowledged before the service ended. */
    List<String> acknowledged() throws InterruptedException, ExecutionException {
        for (Future<?> sender : running) {
            sender.get();
        }
        threads.shutdown();
        return List.copyOf(acknowledged);
    }
}
