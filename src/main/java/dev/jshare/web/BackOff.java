package dev.jshare.web;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long each source waits for its next refusal. Any thread. */
final class BackOff {
    /** Refusals that come at once: somebody who mistypes, or a page that looks whether its link still lives. */
    private static final int FREE = 5;

    private static final long FIRST_MILLIS = 50;
    private static final long MOST_MILLIS = 2_000;

    /** A source that was quiet for this long begins anew. */
    private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Sources remembered; the one refused longest ago is forgotten first, so that many addresses cost no memory. */
    private static final int MAX_SOURCES = 1024;

    private record Refused(int times, long last) {}

    private final Map<InetAddress, Refused> sources = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Refused> eldest) {
            return size() > MAX_SOURCES;
        }
    };

    /** Counts one more refusal; its delay in milliseconds. {@code now} is a {@link System#nanoTime()}. */
    synchronized long nextDelay(InetAddress source, long now) {
        Refused before = sources.get(source);
        int times = before == null || now - before.last > FORGET_NANOS ? 1 : before.times + 1;
        sources.put(source, new Refused(times, now));
        if (times <= FREE) {
            return 0;
        }
        int doublings = Math.min(times - FREE - 1, 10);
        return Math.min(MOST_MILLIS, FIRST_MILLIS << doublings);
    }
}
