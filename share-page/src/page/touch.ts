import { Disposables } from './disposables';
import { listenToFingers, SLOP, type Fingers } from './fingers';

/** Speed that is left after a millisecond of gliding. */
const FRICTION = 0.997;
/** Pixels in a millisecond below which gliding is over. */
const SLOWEST = 0.05;

export interface TouchTarget {
  /** Moves what is seen by so many pixels. */
  pan(dx: number, dy: number): void;
  /** Two fingers begin: what scale is it now? */
  scale(): number;
  pinch(scale: number, x: number, y: number): void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** One finger moves and glides on, two fingers zoom. Touches that do not move are left to the browser. */
export class Touch implements Fingers {
  private readonly own = new Disposables();
  private last: Point = { x: 0, y: 0 };
  private time = 0;
  private moving = false;
  private speed: Point = { x: 0, y: 0 };
  private spread = 0;
  private scale = 1;
  private frame = 0;

  constructor(
    stage: HTMLElement,
    private readonly target: TouchTarget,
  ) {
    listenToFingers(this.own, stage, this);
  }

  dispose(): void {
    this.stop();
    this.own.dispose();
  }

  /** Glides no further. */
  stop(): void {
    cancelAnimationFrame(this.frame);
  }

  begin(event: TouchEvent): void {
    this.stop();
    this.moving = event.touches.length > 1;
    this.last = middle(event);
    this.time = event.timeStamp;
    this.speed = { x: 0, y: 0 };
    this.spread = spread(event);
    this.scale = this.target.scale();
  }

  move(event: TouchEvent): void {
    const point = middle(event);
    const dx = point.x - this.last.x;
    const dy = point.y - this.last.y;
    if (!this.moving && Math.hypot(dx, dy) < SLOP) return;
    this.moving = true;
    if (event.cancelable) event.preventDefault();
    const elapsed = Math.max(1, event.timeStamp - this.time);
    this.speed = { x: dx / elapsed, y: dy / elapsed };
    this.last = point;
    this.time = event.timeStamp;
    this.target.pan(dx, dy);
    if (event.touches.length > 1 && this.spread > 0) {
      this.target.pinch((this.scale * spread(event)) / this.spread, point.x, point.y);
    }
  }

  end(event: TouchEvent): void {
    if (event.touches.length > 0) this.begin(event);
    else if (this.moving && event.timeStamp - this.time < 50) this.glide(event.timeStamp);
  }

  private glide(since: number): void {
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let before = since;
    const step = (now: number) => {
      const elapsed = Math.max(0, now - before);
      before = now;
      this.target.pan(this.speed.x * elapsed, this.speed.y * elapsed);
      const left = FRICTION ** elapsed;
      this.speed = { x: this.speed.x * left, y: this.speed.y * left };
      if (Math.hypot(this.speed.x, this.speed.y) > SLOWEST) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }
}

function middle(event: TouchEvent): Point {
  const touches = Array.from(event.touches);
  const sum = (of: (touch: globalThis.Touch) => number) => touches.reduce((all, touch) => all + of(touch), 0);
  return { x: sum((touch) => touch.clientX) / touches.length, y: sum((touch) => touch.clientY) / touches.length };
}

function spread(event: TouchEvent): number {
  const [one, two] = Array.from(event.touches);
  return one === undefined || two === undefined ? 0 : Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
}
