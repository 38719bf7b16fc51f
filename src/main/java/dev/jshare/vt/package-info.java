/**
 * Terminal emulator and snapshot: bytes in, screen out.
 *
 * <p>Pure: no I/O, threads, clock or logging. xterm.js 6.0.0 is the reference, because it is what a viewer runs; where it
 * differs from ECMA-48, DEC or xterm, this package follows xterm.js and says so.
 */
@NullMarked
package dev.jshare.vt;

import org.jspecify.annotations.NullMarked;
