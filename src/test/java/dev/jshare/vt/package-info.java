@NullMarked
package dev.jshare.vt;

import org.jspecify.annotations.NullMarked;
