/** Many viewers of one session at once, and what they see of it: the load test behind {@code jshare bench}. */
@NullMarked
package dev.jshare.load;

import org.jspecify.annotations.NullMarked;
