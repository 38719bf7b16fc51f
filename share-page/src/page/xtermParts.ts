/**
 * The parts of xterm.js 6.0.0 that are used here although they are not its public interface. Its version is pinned and
 * test/xterm.test.ts fails if one of them is gone, or a test in the browser where it takes one.
 */

import type { Disposable } from './disposables';

export interface CsiId {
  prefix?: string;
  intermediates?: string;
  final: string;
}

/** The parameters of a control sequence, shared by all its handlers. */
export interface SharedParams {
  readonly length: number;
  readonly params: Int32Array;
}

interface BufferLine {
  readonly length: number;
  resize(cols: number, fill: unknown): void;
}

/** What a buffer does about the saved cursor. */
export interface SavingBuffer {
  readonly ybase: number;
  /** Row of the saved cursor, counted from the oldest line. */
  savedY: number;
  resize(cols: number, rows: number): void;
}

export interface XtermCore {
  readonly cols: number;
  readonly rows: number;
  readonly coreService: {
    isCursorInitialized: boolean;
    readonly isCursorHidden: boolean;
    /** Fires right before data which a person caused. */
    onUserInput(listener: () => void): Disposable;
  };
  readonly _bufferService: {
    /** Scrolls at once, while the public way goes by what was drawn last. */
    scrollLines(lines: number): void;
  };
  readonly _renderService: {
    readonly _renderer: { readonly value?: { readonly _rowFactory?: object } };
  };
  readonly _selectionService: { readonly _activeSelectionMode: number };
  readonly buffers: {
    readonly normal: SavingBuffer;
    readonly alt: SavingBuffer & {
      readonly lines: { readonly length: number; maxLength: number; get(index: number): BufferLine | undefined };
      getNullCell(): unknown;
    };
  };
  /** Like the public function of that name, except that the handler gets the parameters and not a copy. */
  registerCsiHandler(id: CsiId, handler: (params: SharedParams) => boolean): Disposable;
}

/** What is used of the public `Terminal.parser`. */
export interface Parser {
  registerCsiHandler(id: CsiId, handler: () => boolean): Disposable;
  registerDcsHandler(id: CsiId, handler: () => boolean): Disposable;
  registerOscHandler(id: number, handler: (data: string) => boolean): Disposable;
}
