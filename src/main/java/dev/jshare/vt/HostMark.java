package dev.jshare.vt;

/**
 * How a terminal stood when its program was last heard on the host's own terminal.
 *
 * @param alternate whether the alternate screen was shown
 * @param switches how often the screens were exchanged until then
 * @param scrolled how many lines had left the top until then
 * @param erasures how often these lines were erased until then
 */
public record HostMark(boolean alternate, int switches, long scrolled, int erasures) {}
