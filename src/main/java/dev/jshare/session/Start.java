package dev.jshare.session;

import dev.jshare.protocol.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a viewer begins, or begins anew: made by the session's thread in one turn, so that nothing is lost or doubled.
 *
 * @param greeting what a new viewer gets before all else; empty where it begins anew
 * @param frames what the viewer gets first, in order
 * @param picture what brings it to the offset then; null where that is among the frames, or nothing is to be brought
 * @param position the chunk that follows
 * @param offset the bytes printed before that
 */
record Start(
        List<Frame> greeting, List<Frame> frames, @Nullable Picture picture, long position, long offset) {
    /** The same for a viewer that has one to which it has not come yet: without its greeting it would understand nothing. */
    Start inPlaceOf(@Nullable Start other) {
        return other == null ? this : new Start(other.greeting, frames, picture, position, offset);
    }
}
