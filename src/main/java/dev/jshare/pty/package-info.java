/** The child process behind a pseudo-terminal. */
@NullMarked
package dev.jshare.pty;

import org.jspecify.annotations.NullMarked;
