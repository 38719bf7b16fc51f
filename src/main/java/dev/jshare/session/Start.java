package dev.jshare.session;

import dev.jshare.protocol.Frame;
import java.util.List;

/**
 * Where a viewer begins, or begins anew: made by the session's thread in one turn, so that nothing is lost or doubled.
 *
 * @param frames what brings the viewer to the offset, in order
 * @param weight bytes of the snapshot among them, 0 without one
 * @param position the chunk that follows
 * @param offset the bytes printed before that
 */
record Start(List<Frame> frames, int weight, long position, long offset) {}
