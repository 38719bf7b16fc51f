package dev.jshare.session;

/** The number of a viewer, from 1, unique within its session. */
public record ViewerId(int value) {}
