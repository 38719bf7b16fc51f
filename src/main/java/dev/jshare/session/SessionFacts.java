package dev.jshare.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is at one moment.
 *
 * @param offset bytes printed so far
 * @param exitStatus null while the shell runs
 */
public record SessionFacts(
        String id,
        String name,
        int cols,
        int rows,
        long offset,
        int watching,
        int joined,
        Instant started,
        @Nullable Integer exitStatus) {}
