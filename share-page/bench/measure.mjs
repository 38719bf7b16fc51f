/* What runs inside the page uses its globals by `globalThis`. */

const FLOOD_MS = 5000;

/** Opens the link in a window of its own. */
async function open(browser, link, renderer, script, settings) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(script, settings);
  await page.goto(link.replace('#', `?renderer=${renderer}&name=bench#`));
  return { context, page };
}

/** From the click on a link to the picture that holds the terminal's screen, in milliseconds. */
export async function firstPaint(browser, link, renderer) {
  const { context, page } = await open(browser, link, renderer, () => {
    globalThis.painted = new Promise((done) => {
      const look = () => {
        if (globalThis.jshare?.state().shown !== true) globalThis.requestAnimationFrame(look);
        // The picture is made after the callbacks of its frame; in the next one it is out.
        else globalThis.requestAnimationFrame(() => done(globalThis.performance.now()));
      };
      globalThis.requestAnimationFrame(look);
    });
  });
  const screen = await page.evaluate(() => globalThis.painted);
  const bar = await page.evaluate(
    () => globalThis.performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  );
  await context.close();
  return { 'screen ms': Math.round(screen), 'bar ms': Math.round(bar) };
}

/** Has the shell pour for a while; the frames meanwhile, and the work of the page's own thread for each. */
export async function pour(browser, link, { renderer, wrap = false }) {
  const { context, page } = await open(
    browser,
    link,
    renderer,
    (wrap) => {
      globalThis.localStorage.setItem('jshare.settings', JSON.stringify({ wrap }));
      globalThis.tasks = [];
      new globalThis.PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) globalThis.tasks.push(duration);
      }).observe({ type: 'longtask' });
    },
    wrap,
  );
  await page.waitForFunction(() => globalThis.jshare?.state().phase?.kind === 'live');
  const devtools = await context.newCDPSession(page);
  // Of the thread's own time, so that it is the page's work whatever else the machine does.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.keyboard.type('clear; cat $(printf "flood %.0s" {1..500})\n');
  await page.waitForFunction(() => globalThis.jshare.screen().lines[9].text.includes('quick brown fox'));
  const before = await counters(devtools);
  const from = await page.evaluate(() => globalThis.jshare.state().rendered);
  const { frames, tasks } = await page.evaluate(watchFrames, FLOOD_MS);
  const after = await counters(devtools);
  const drawn = (await page.evaluate(() => globalThis.jshare.state().rendered)) - from;
  await page.keyboard.press('Control+c');
  await page.waitForFunction(() => {
    const lines = globalThis.jshare.screen().lines.map((line) => line.text.trimEnd());
    return lines.findLast((text) => text !== '') === '$';
  });
  await context.close();
  const each = (name) => ((after[name] - before[name]) * 1000) / frames.length;
  const sorted = [...frames].sort((a, b) => a - b);
  return {
    fps: Math.round((frames.length * 1000) / frames.reduce((sum, frame) => sum + frame, 0)),
    'frame ms p95': sorted[Math.floor(sorted.length * 0.95)],
    'worst ms': sorted[sorted.length - 1],
    'work ms a frame': each('TaskDuration'),
    'script ms': each('ScriptDuration'),
    'style and layout ms': each('RecalcStyleDuration') + each('LayoutDuration'),
    'long tasks': tasks,
    'kB a s': Math.round(drawn / FLOOD_MS),
  };
}

async function counters(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Runs in the page: how long each frame took, and how many tasks took more than 50 ms. */
function watchFrames(duration) {
  return new Promise((done) => {
    const frames = [];
    globalThis.tasks.length = 0;
    let last = 0;
    let end = 0;
    const frame = (now) => {
      if (last !== 0) frames.push(now - last);
      else end = now + duration;
      last = now;
      if (now < end) globalThis.requestAnimationFrame(frame);
      else done({ frames, tasks: globalThis.tasks.length });
    };
    globalThis.requestAnimationFrame(frame);
  });
}
