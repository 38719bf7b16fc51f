/** What is written at build time from the picocli model: shell completions and man pages; and tests of the build. */
@org.jspecify.annotations.NullMarked
package dev.jshare.build;
