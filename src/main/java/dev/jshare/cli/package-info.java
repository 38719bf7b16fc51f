/** The command line: parses, wires the other packages together, prints. */
@NullMarked
package dev.jshare.cli;

import org.jspecify.annotations.NullMarked;
