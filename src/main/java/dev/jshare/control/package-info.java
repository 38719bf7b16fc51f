/** How other {@code jshare} commands of the same user talk to a running session: a Unix socket and what is said on it. */
@NullMarked
package dev.jshare.control;

import org.jspecify.annotations.NullMarked;
