/** Links, roles and tokens: who may join a session, and what they may do there. */
@NullMarked
package dev.jshare.access;

import org.jspecify.annotations.NullMarked;
