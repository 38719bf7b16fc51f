/**
 * Lets what a person does to xterm.js out of the page, and nothing else. xterm.js also answers the queries in the
 * output (DA, DSR, DECRQM, DECRQSS, OSC 4/10/11/12, window reports, focus); with several viewers every query would
 * then be answered several times, into the shell. Those answers and the person's input come through the same event;
 * what tells them apart is that xterm.js announces input, and only input, synchronously before it.
 */
export class InputGate {
  private announced = false;

  /** xterm.js says that the data which follows is the person's. */
  announce(): void {
    this.announced = true;
  }

  /** Whether this data may leave; each announcement lets one through. */
  passes(): boolean {
    const passes = this.announced;
    this.announced = false;
    return passes;
  }
}
