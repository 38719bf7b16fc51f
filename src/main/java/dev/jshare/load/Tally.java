package dev.jshare.load;

/** What the viewers of one thread have got in the measured time. That thread's only, until it has ended. */
final class Tally {
    final Histogram lag = new Histogram();
    final Histogram roundTrip = new Histogram();
    long messages;
    long bytes;
    long wireBytes;
    long stamps;
    long missed;
    long skips;
    long gaps;
    int dropped;

    /** Begins anew, but for who is not there any more. */
    void clear() {
        lag.clear();
        roundTrip.clear();
        messages = 0;
        bytes = 0;
        wireBytes = 0;
        stamps = 0;
        missed = 0;
        skips = 0;
        gaps = 0;
    }

    void add(Tally other) {
        lag.add(other.lag);
        roundTrip.add(other.roundTrip);
        messages += other.messages;
        bytes += other.bytes;
        wireBytes += other.wireBytes;
        stamps += other.stamps;
        missed += other.missed;
        skips += other.skips;
        gaps += other.gaps;
        dropped += other.dropped;
    }
}
