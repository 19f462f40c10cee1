/**
 * Prints what the explorer takes beside what it may take: `npm run explore:times`, of the built page of the flagship in
 * Chromium, from a disk. Limits are of an idle laptop. On Linux the time that threads computed stands beside each, which other
 * work on the machine moves less.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const MOVES = 60;
const folder = mkdtempSync(join(tmpdir(), 'chokepoint-times-'));
const file = join(folder, 'explorer.html');
const call = ['dist/chokepoint.js', 'explore', 'scenarios/six-month-licence.yaml', '--html', file, '--quiet'];
spawnSync(process.execPath, call);
const page = readFileSync(file);
const args = ['--headless', '--no-sandbox', '--disable-gpu'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
const shown = await browser.newPage({ viewport: { width: 1280, height: 900 } });
shown.setDefaultTimeout(300_000);

/** Notes when a first chart is there, and when threads were asked and answered. */
await shown.addInitScript(() => {
  window.noted = { first: undefined, replies: [] };
  new MutationObserver((_, watcher) => {
    if (document.querySelector('.canvas canvas') === null) return;
    watcher.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => (noted.first = performance.now())));
  }).observe(document, { childList: true, subtree: true });
  const Plain = Worker;
  window.Worker = class extends Plain {
    constructor(...all) {
      super(...all);
      this.addEventListener('message', ({ data: { kind, runs } }) => {
        noted.replies.push({ kind, runs, at: performance.now(), took: performance.now() - this.asked });
      });
    }
    postMessage(...all) {
      this.asked = performance.now();
      super.postMessage(...all);
    }
  };
  /** Does a thing, and waits until an answer of a kind is painted. */
  window.painted = (act, isIt) =>
    new Promise((done) => {
      const [from, begun] = [performance.now(), noted.replies.length];
      act();
      const wait = setInterval(() => {
        const reply = noted.replies.slice(begun).find(isIt);
        if (reply === undefined) return;
        clearInterval(wait);
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done({ all: performance.now() - from, engine: reply.took });
          port2.postMessage(0);
        });
      });
    });
});
await shown.goto(`file://${file}`);
await shown.locator('.levers > .rows > .lever').first().waitFor();
await shown.waitForFunction(() => / of 1,000 futures$/.test(document.querySelector('.futures')?.textContent ?? ''));
await shown.waitForFunction(() => document.querySelector('.causes p:not(.note)'));
const first = await shown.evaluate(() => noted.first);
const opened = await shown.evaluate(() => noted.replies.find(({ kind }) => kind === 'opened').at);

const renderer = await pidOf();
const slider = '.lever[data-path="assumptions.us_auto_cover"] input[type=range]';
const before = threadsOf(renderer);
const moves = await shown.evaluate(
  async ({ selector, many }) => {
    const times = [];
    for (let n = 0; n < many; n++) {
      const act = () => {
        const input = document.querySelector(selector);
        input.valueAsNumber = 2 + ((n * 7) % 20);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      };
      times.push(await painted(act, ({ kind }) => kind === 'ran'));
    }
    return times;
  },
  { selector: slider, many: MOVES },
);
const after = threadsOf(renderer);
const futures = await shown.evaluate(async (selector) => {
  const from = performance.now();
  const begun = noted.replies.length;
  const input = document.querySelector(selector);
  input.valueAsNumber = 9;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  const at = async (runs) => {
    for (;;) {
      const found = noted.replies.slice(begun).find((one) => one.kind === 'gathered' && one.runs >= runs);
      if (found) return found.at - from;
      await new Promise((next) => setTimeout(next, 2));
    }
  };
  return { ribbon: await at(64), whole: await at(1000) };
}, slider);
const beforeKeys = threadsOf(renderer);
await shown.keyboard.press('Control+e');
await shown.locator('.cm-content').waitFor();
const keys = await shown.evaluate(async () => {
  const { view } = document.querySelector('.cm-content').cmTile ?? document.querySelector('.cm-content').cmView;
  const times = [];
  for (let n = 0; n < 12; n++) {
    const at = view.state.doc.toString().search(/\d0%/) - 1;
    const act = () => view.dispatch({ changes: { from: at + 1, to: at + 2, insert: String(n % 10) } });
    const undo = () => view.dispatch({ changes: { from: at + 1, to: at + 2, insert: '0' } });
    if (n % 10 > 0) times.push((await painted(act, ({ kind }) => kind === 'ran')).all);
    await painted(n % 10 > 0 ? undo : () => act(), ({ kind }) => kind === 'ran');
  }
  return times;
});
const afterKeys = threadsOf(renderer);
await browser.close();
rmSync(folder, { recursive: true });

const quantile = (all, p) => all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * p))];
const ms = (value) => `${value.toFixed(0)} ms`;
const computed = (name, [from, to] = [before, after], many = MOVES) =>
  to === undefined ? '' : `${name}: ${((to[name] - from[name]) / many).toFixed(1)} ms computed each`;
const REST = 150;
const rows = [
  ['file → first chart', ms(first), '1000 ms', `engine open after ${ms(opened)}`],
  [
    'slider → painted, p95',
    ms(
      quantile(
        moves.map(({ all }) => all),
        0.95,
      ),
    ),
    '50 ms',
    computed('page'),
  ],
  [
    'slider → painted, median',
    ms(
      quantile(
        moves.map(({ all }) => all),
        0.5,
      ),
    ),
    '',
    '',
  ],
  [
    'engine of a move, median',
    ms(
      quantile(
        moves.map(({ engine }) => engine),
        0.5,
      ),
    ),
    '16 ms',
    computed('engine'),
  ],
  ['first ribbon, after the rest', ms(futures.ribbon - REST), '150 ms', ''],
  ['1,000 replicates, after the rest', ms(futures.whole - REST), '500 ms', 'with three threads'],
  [
    'key → painted, after the rest, median',
    ms(quantile(keys, 0.5) - REST),
    '60 ms',
    computed('engine', [beforeKeys, afterKeys], 2 * keys.length),
  ],
  ['page', `${(page.length / 1e6).toFixed(2)} MB`, '1.4 MB', ''],
  ['page, gzip -9', `${Math.round(gzipSync(page, { level: 9 }).length / 1000)} KB`, '450 KB', ''],
];
const widths = [0, 1, 2].map((n) => Math.max(...rows.map((row) => row[n].length)));
for (const [what, found, limit, note] of rows)
  console.log(
    `${what.padEnd(widths[0])}  ${found.padStart(widths[1])}  ${limit.padStart(widths[2])}  ${note}`.trimEnd(),
  );

/** The process that draws the page. */
async function pidOf() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').toSorted((a, b) => b.cpuTime - a.cpuTime)[0]?.id;
}

/** Milliseconds that the page and its first thread have computed; undefined where the system does not tell. */
function threadsOf(pid) {
  const tasks = `/proc/${pid}/task`;
  if (pid === undefined || !existsSync(tasks)) return undefined;
  const all = readdirSync(tasks).map((id) => {
    const [, name, rest] = /\((.*)\) (.*)/.exec(readFileSync(`${tasks}/${id}/stat`, 'utf8'));
    const fields = rest.split(' ');
    return { id: Number(id), name, used: (Number(fields[11]) + Number(fields[12])) * 10 };
  });
  const engine = all.filter(({ name }) => name.startsWith('DedicatedWorker')).toSorted((a, b) => a.id - b.id)[0];
  return { page: all.find(({ id }) => id === pid)?.used ?? 0, engine: engine?.used ?? 0 };
}
