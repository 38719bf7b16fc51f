package dev.jshare.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets many viewers into a session, measures what they get, and has them leave. A few threads serve all of them, so that the
 * test takes little of the machine that it may share with the server.
 */
public final class LoadTest {
    private static final int THREADS = 2;

    /** How long joining may go on without anybody getting in or being refused. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private static final long LOOK_MILLIS = 20;

    /** Is told now and then how far the test is. */
    public interface Progress {
        /**
         * @param joined viewers that were let in
         * @param measured the part of the measuring that is over; null before it begins
         * @param bytes of output delivered since then
         */
        void show(int joined, @Nullable Duration measured, long bytes);
    }

    private final LoadPlan plan;
    private final Progress progress;
    private final Supplier<@Nullable Duration> serverCpu;
    private final List<LoadLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** @param serverCpu how much time the server has spent computing so far, or null if that cannot be told */
    public LoadTest(LoadPlan plan, Progress progress, Supplier<@Nullable Duration> serverCpu) {
        this.plan = plan;
        this.progress = progress;
        this.serverCpu = serverCpu;
    }

    /** Runs the test to its end, which comes earlier if nobody is there any more. Once. */
    public LoadReport run() throws InterruptedException {
        for (int i = 0; i < THREADS; i++) {
            LoadLoop loop = new LoadLoop(plan, (plan.viewers() + i) / THREADS);
            Thread thread = new Thread(loop, "jshare-load-" + i);
            thread.setDaemon(true);
            loops.add(loop);
            threads.add(thread);
            thread.start();
        }
        awaitJoined();
        Duration before = serverCpu.get();
        long begun = System.nanoTime();
        setPhase(LoadLoop.Phase.MEASURE);
        measure(begun);
        Duration measured = Duration.ofNanos(System.nanoTime() - begun);
        Duration after = serverCpu.get();
        setPhase(LoadLoop.Phase.LEAVE);
        for (Thread thread : threads) {
            thread.join();
        }
        return report(measured, before == null || after == null ? null : after.minus(before));
    }

    private void awaitJoined() throws InterruptedException {
        int decided = 0;
        long moved = System.nanoTime();
        while (decided < plan.viewers() && System.nanoTime() - moved < PATIENCE_NANOS) {
            Thread.sleep(LOOK_MILLIS);
            int now = sum(loop -> loop.joined + loop.refused);
            moved = now > decided ? System.nanoTime() : moved;
            decided = now;
            progress.show(sum(loop -> loop.joined), null, 0);
        }
    }

    private void measure(long begun) throws InterruptedException {
        long passed = 0;
        while (passed < plan.duration().toNanos() && sum(loop -> loop.there) > 0) {
            Thread.sleep(Math.min(LOOK_MILLIS, (plan.duration().toNanos() - passed) / 1_000_000 + 1));
            passed = System.nanoTime() - begun;
            long bytes = loops.stream().mapToLong(loop -> loop.bytes).sum();
            progress.show(sum(loop -> loop.joined), Duration.ofNanos(passed), bytes);
        }
    }

    private void setPhase(LoadLoop.Phase phase) {
        loops.forEach(loop -> loop.phase = phase);
    }

    private int sum(ToIntFunction<LoadLoop> part) {
        return loops.stream().mapToInt(part).sum();
    }

    private LoadReport report(Duration measured, @Nullable Duration cpu) {
        Tally all = new Tally();
        loops.forEach(loop -> all.add(loop.tally()));
        return new LoadReport(
                plan.viewers(),
                sum(loop -> loop.joined),
                plan.viewers() - sum(loop -> loop.joined),
                measured,
                all.messages,
                all.bytes,
                all.wireBytes,
                all.stamps,
                all.missed,
                all.skips,
                all.gaps,
                all.dropped,
                all.lag.spread(),
                all.roundTrip.spread(),
                cpu);
    }
}
