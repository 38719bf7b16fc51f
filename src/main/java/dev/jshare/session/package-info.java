/** One shared terminal: order, threads and fan-out. Knows no transport. */
@NullMarked
package dev.jshare.session;

import org.jspecify.annotations.NullMarked;
