/** HTTP routes and WebSockets: how browsers and scripts reach a session. */
@NullMarked
package dev.jshare.web;

import org.jspecify.annotations.NullMarked;
