package dev.jshare.vt;

/**
 * Which part of a terminal is drawn, and where; all in cells.
 *
 * @param left first column of the terminal
 * @param top first row of the terminal; negative ones are lines above its screen
 * @param x where the first column goes on the canvas
 * @param y where the first row goes
 */
public record CanvasPart(int left, int top, int x, int y, int cols, int rows) {}
