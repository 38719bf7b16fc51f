/** Joins a shared terminal from another terminal: the wire from the viewer's end, the picture, the keys. */
@NullMarked
package dev.jshare.client;

import org.jspecify.annotations.NullMarked;
