package com.cruddur.messaging.benchmarks;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** The memory of a server's process that is in use. */
final class Memory {
    static final String PATH = "/memory";
    private static final int COLLECTIONS = 3;

    private Memory() {}

    /** In bytes, after full garbage collections: the heap, and the buffers outside it. */
    static long inUse() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + buffers;
    }
}
