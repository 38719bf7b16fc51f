package dev.jshare.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One thread's viewers. */
final class LoadLoop implements Runnable {
    /** How many may be at the door at once: people do not come all in one moment. */
    private static final int JOINING = 32;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int BUFFER_BYTES = 64 * 1024;

    /** What it is told to do, in this order. */
    enum Phase {
        JOIN,
        MEASURE,
        LEAVE
    }

    private final LoadPlan plan;
    private final int wanted;
    private final List<LoadViewer> viewers = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Tally tally = new Tally();

    volatile Phase phase = Phase.JOIN;

    // For others to look at while it runs.
    volatile int joined;
    volatile int refused;
    volatile int there;
    volatile long bytes;

    /** @param wanted how many of the plan's viewers are this thread's */
    LoadLoop(LoadPlan plan, int wanted) {
        this.plan = plan;
        this.wanted = wanted;
    }

    @Override
    public void run() {
        try (Selector selector = Selector.open()) {
            Phase last = Phase.JOIN;
            long tickAt = System.nanoTime();
            while (last != Phase.LEAVE) {
                selector.select(key -> ((LoadViewer) key.attachment()).ready(buffer, System.nanoTime()), 10);
                long now = System.nanoTime();
                if (now - tickAt >= 0) {
                    tickAt = now + TICK_NANOS;
                    tick(selector, now);
                }
                if (phase != last) {
                    last = phase;
                    change(last);
                }
            }
        } catch (IOException | UnresolvedAddressException e) {
            refused = wanted - joined; // The system has no more selectors or sockets, or nobody knows the host.
        }
    }

    private void tick(Selector selector, long now) throws IOException {
        int in = 0;
        int live = 0;
        int failed = 0;
        for (LoadViewer viewer : viewers) {
            viewer.tick(now);
            in += viewer.joined() ? 1 : 0;
            live += viewer.joined() && !viewer.gone() ? 1 : 0;
            failed += viewer.gone() && !viewer.joined() ? 1 : 0;
        }
        while (viewers.size() < wanted && viewers.size() - in - failed < JOINING && phase == Phase.JOIN) {
            viewers.add(new LoadViewer(plan, tally, selector));
        }
        joined = in;
        refused = failed;
        there = live;
        bytes = tally.bytes;
    }

    private void change(Phase to) {
        if (to == Phase.MEASURE) {
            tally.clear();
            viewers.forEach(LoadViewer::beginMeasuring);
        } else {
            viewers.forEach(LoadViewer::close);
        }
    }

    /** What its viewers have got; to be asked when its thread has ended. */
    Tally tally() {
        return tally;
    }
}
