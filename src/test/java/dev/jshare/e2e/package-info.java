/**
 * Tests from end to end: the launcher as it is installed, in a real terminal (tmux), with real browsers (Chromium).
 * {@code ./install.sh --test} installs what they need; without it they fail and say so.
 */
@NullMarked
package dev.jshare.e2e;

import org.jspecify.annotations.NullMarked;
