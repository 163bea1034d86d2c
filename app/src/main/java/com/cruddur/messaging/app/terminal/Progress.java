package com.cruddur.messaging.app.terminal;

import java.util.Locale;

/** How far long work has come. It is drawn each time that a hundredth more is done, or a thousand more where no total is known. */
public final class Progress implements AutoCloseable {
    private static final int WIDTH = 40;
    private static final long STEP_WITHOUT_TOTAL = 1_000;

    private final Terminal terminal;
    private final String what;
    private long drawn = -1;

    Progress(Terminal terminal, String what) {
        this.terminal = terminal;
        this.what = what;
    }

    /** @param total how much there is in all, also as an estimate; 0 when nobody knows */
    public void at(long done, long total) {
        long step = total > 0 ? 100 * Math.min(done, total) / total : done / STEP_WITHOUT_TOTAL;
        if (step != drawn) {
            drawn = step;
            terminal.drawBar(
                    total > 0 ? bar((int) step, done, total) : String.format(Locale.ROOT, "%s %,d", what, done));
        }
    }

    private String bar(int percent, long done, long total) {
        int filled = WIDTH * percent / 100;
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %3d %%  %,d of %,d",
                what,
                "#".repeat(filled),
                " ".repeat(WIDTH - filled),
                percent,
                done,
                Math.max(done, total));
    }

    /** Clears the bar. The command itself prints the result. */
    @Override
    public void close() {
        terminal.drawBar("");
    }
}
