package com.cruddur.messaging.postgres.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between an instance and its database, which can stop carrying bytes without an error. */
final class Relay implements AutoCloseable {
    private final int target;
    private final ServerSocket entrance;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile boolean cutOff;

    Relay(int target) throws IOException {
        this.target = target;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The connections of this moment carry nothing any more, and give no error. New ones work. */
    void stall() {
        links.forEach(it -> it.stalled = true);
    }

    /** The same for new connections too. */
    void cutOff() {
        cutOff = true;
        stall();
    }

    /** New connections work again. */
    void restore() {
        cutOff = false;
    }

    private void accept() {
        try {
            while (true) {
                Link link = new Link(entrance.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
                link.stalled = cutOff;
                links.add(link);
                daemon(() -> link.carry(link.near, link.far));
                daemon(() -> link.carry(link.far, link.near));
            }
        } catch (IOException e) {
            // The entrance is closed: the test is over.
            links.forEach(Link::close);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        new ArrayList<>(links).forEach(Link::close);
    }

    private static final class Link {
        private final Socket near;
        private final Socket far;
        private volatile boolean stalled;

        Link(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void carry(Socket from, Socket to) {
            byte[] bytes = new byte[8192];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (!stalled) {
                        out.write(bytes, 0, read);
                    }
                }
            } catch (IOException e) {
                // One side has closed the connection; the other side is closed below.
            }
            close();
        }

        void close() {
            try {
                near.close();
                far.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
