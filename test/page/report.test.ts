/** Reports as a reader meets them: written by the built command, opened from the disk in a browser without a network. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../files.ts';

const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const hasBrowser = existsSync(BROWSER);
if (!hasBrowser)
  console.warn(`No browser at ${BROWSER}: reports are not opened. Install chromium, or name it in CHROMIUM.`);

const HOSTILE = '<script>document.title = "run"</script>';

const SCENARIO = `
version: 2
title: ${JSON.stringify(`Half a year without magnets ${HOSTILE}`)}
about: What becomes of car makers when nothing is let through for half a year.
start: 2025-04-04
horizon: 60 weeks
units: [vehicle]
runs: 24
assumptions:
  stock: {uniform: [4 weeks, 9 weeks], source: a test}
  opens: {chance: 70%, why: a test}
stockpiles:
  magnets: {title: Magnets at car makers, cover: stock}
flows:
  imports: {title: Imports, to: magnets, lead: 5 weeks, licence: export, source: a test}
licences:
  export:
    title: Export licence
    phases: [{from: 2025-06-06, title: ban, allow: 0}, {from: 2025-12-06, title: open again, allow: opens}]
demands:
  cars: {title: Car makers, from: magnets, rate: 1200000 vehicle/year, uses: 2.3 kg/vehicle, source: a test}
expect:
  - {that: demands.cars.time_to_survive >= 6 weeks, because: stock}
`;

const STUDY = `
version: 2
title: Larger stocks, or a licence
base: base.yaml
variants:
  stocks: {title: twice the stock, set: {assumptions.stock: 14 weeks}}
  licence: {title: open again for sure, about: The licence comes back., set: {assumptions.opens: 1}}
`;

/** The page of a check, of two scenarios that moved. */
const CHECKED = 'en/check/report.html';

let folder: string;
let browser: Browser;

/** What a page asked for and complained of while it was open. */
interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

beforeAll(async () => {
  if (!hasBrowser) return;
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-page-'));
  writeFileSync(join(folder, 'base.yaml'), SCENARIO);
  writeFileSync(join(folder, 'study.yaml'), STUDY);
  for (const words of [
    ['run', 'base.yaml', '--out', 'en'],
    ['run', 'base.yaml', '--out', 'zh', '--lang', 'zh'],
    ['compare', 'study.yaml', '--out', 'en'],
    ['compare', 'study.yaml', '--out', 'zh', '--lang', 'zh'],
  ]) {
    const call = [join(ROOT, 'dist/chokepoint.js'), ...words, '--quiet'];
    const { status, stderr } = spawnSync(process.execPath, call, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }
  writeFileSync(join(folder, 'other.yaml'), SCENARIO.replace('runs: 24', 'runs: 1'));
  for (const words of [
    ['run', 'other.yaml', '--out', 'en'],
    ['check', 'base.yaml', 'other.yaml', '--out', 'en', '--set', 'assumptions.stock=5 weeks', '--html', CHECKED],
  ]) {
    const call = [join(ROOT, 'dist/chokepoint.js'), ...words, '--quiet'];
    const { status } = spawnSync(process.execPath, call, { cwd: folder });
    expect(status).toBe(words[0] === 'run' ? 0 : 3);
  }
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  const args = ['--headless', '--no-sandbox', ...quiet, '--disable-component-update', '--disable-sync'];
  browser = await chromium.launch({ executablePath: BROWSER, args });
}, 120_000);

afterAll(async () => {
  if (!hasBrowser) return;
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(name: string, width = 1280, javaScriptEnabled = true): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, offline: true, javaScriptEnabled });
  const page = await context.newPage();
  const [requests, complaints]: string[][] = [[], []];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`file://${join(folder, name, 'report.html')}`);
  return { page, requests, complaints };
}

const REPORTS = ['en/base', 'zh/base', 'en/study', 'zh/study', 'en/check'];

describe.skipIf(!hasBrowser)('a report in a browser', () => {
  test.each(REPORTS)('%s asks for nothing and complains of nothing', async (name) => {
    const { page, requests, complaints } = await open(name);
    await page.waitForTimeout(200);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([`file://${join(folder, name, 'report.html')}`]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each(REPORTS)('%s draws every chart, each with its finding for those who cannot see it', async (name) => {
    const { page } = await open(name);
    const charts = page.locator('.plot svg[role=img]:visible');
    expect(await charts.count()).toBeGreaterThan(3);
    for (const chart of await charts.all()) {
      const box = await chart.boundingBox();
      expect(box?.height).toBeGreaterThan(80);
      expect((await chart.getAttribute('aria-label'))?.length).toBeGreaterThan(20);
    }
    await page.context().close();
  });

  test.each(REPORTS)(
    '%s has no fault that axe finds',
    async (name) => {
      const { page } = await open(name);
      await page.evaluate(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
      });
      const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      await page.evaluate(axe);
      const faults = await page.evaluate(async () => {
        const { violations } = await (
          globalThis as unknown as { axe: { run(): Promise<{ violations: Fault[] }> } }
        ).axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
      });
      expect(faults).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  test.each(REPORTS.flatMap((name) => [[name, 1280] as const, [name, 390] as const]))(
    '%s fits a window %i pixels wide',
    async (name, width) => {
      const { page } = await open(name, width);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.context().close();
    },
  );

  test.each(['en/base', 'zh/base', 'en/study', 'zh/study'])(
    'the first screen of %s holds the answer and what is drawn of its subject, side by side',
    async (name) => {
      const { page } = await open(name);
      const answer = await page.locator('#answer').boundingBox();
      const picture = await page.locator('.leading .wide svg').boundingBox();
      if (answer === null || picture === null) throw new Error('no answer, or no picture of it');
      expect(answer.y + answer.height).toBeLessThan(900);
      expect(picture.y).toBeLessThan(answer.y + 150);
      expect(picture.x).toBeGreaterThan(answer.x + answer.width);
      await page.context().close();
    },
  );

  test('Chinese is drawn in the font within the page, in both weights; an English page holds none', async () => {
    const { page } = await open('zh/study');
    const fonts = await page.evaluate(async () => {
      await document.fonts.ready;
      return {
        loaded: [...document.fonts].map(
          ({ family, weight, status }) => `${family.replaceAll('"', '')} ${weight} ${status}`,
        ),
        has: document.fonts.check('600 16px "Noto Sans SC"', '结论'),
      };
    });
    expect(fonts.loaded.filter((one) => one.startsWith('Noto')).sort()).toEqual([
      ...['Noto Sans SC 400 loaded', 'Noto Sans SC 600 loaded'],
    ]);
    expect(fonts.has).toBe(true);
    const session = await page.context().newCDPSession(page);
    await session.send('DOM.enable');
    await session.send('CSS.enable');
    const { root } = await session.send('DOM.getDocument');
    for (const selector of ['#answer-heading', '.plot text', 'h3']) {
      const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
      const { fonts: drawn } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      for (const { familyName, isCustomFont } of drawn) expect([selector, familyName, isCustomFont]).toContain(true);
    }
    await page.context().close();
    expect(readFileSync(join(folder, 'en/study/report.html'), 'utf8')).not.toContain('font-family:"Noto Sans SC"');
  });

  test('a script in a title stays text', async () => {
    const { page } = await open('en/base');
    expect(await page.locator('h1').textContent()).toBe(`Half a year without magnets ${HOSTILE}`);
    expect(await page.title()).toBe(`Half a year without magnets ${HOSTILE}`);
    await page.context().close();
  });

  test('of a check, a script in a title stays text in headings, contents and charts', async () => {
    const { page } = await open('en/check');
    const title = `Half a year without magnets ${HOSTILE}`;
    expect(await page.locator('h2').allTextContents()).toContain(`${title} (base)`);
    expect(await page.locator('nav a').allTextContents()).toContain(`${title} (other)`);
    expect(await page.title()).toBe('2 of 2 scenarios are not as committed or expected');
    await page.context().close();
  });

  test('of a check, the committed and the new value are read at once, and its tables by keyboard', async () => {
    const { page } = await open('en/check');
    const plot = page.locator('.plot').first();
    await plot.focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.tip:visible').textContent()).toMatch(
      /^4 Apr 2025As committed and now.*now[\d.,–]+ \S+as committed[\d.,–]+ \S+$/,
    );
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
    await page.keyboard.press('Enter');
    expect(await page.locator('details[open] table').count()).toBe(1);
    await page.context().close();
  });

  test('no script but its own can run in it, and none can reach out', async () => {
    const { page } = await open('en/base');
    const ran = await page.evaluate(async () => {
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "run"' }));
      const reached = await fetch('http://127.0.0.1:9/').then(
        () => 'reached',
        (error: Error) => error.message,
      );
      return [document.title, reached];
    });
    expect(ran).toEqual([`Half a year without magnets ${HOSTILE}`, 'Failed to fetch']);
    await page.context().close();
  });

  test('values are read under the pointer, and by arrow keys', async () => {
    const { page } = await open('en/base');
    const plot = page.locator('#chart-shortages');
    const panel = plot.locator('.wide .plot_0_marks path').first();
    await panel.scrollIntoViewIfNeeded();
    await panel.hover({ force: true, position: { x: 200, y: 60 } });
    const tip = page.locator('.tip:visible');
    expect(await tip.textContent()).toMatch(/^\d+ \w{3} 2025Car makers.*median[\d.]+ %central run[\d.–]+( %)?5–95 %/);
    await page.mouse.move(0, 0);
    expect(await tip.count()).toBe(0);
    await plot.focus();
    await page.keyboard.press('ArrowRight');
    expect(await tip.textContent()).toMatch(/^4 Apr 2025Car makers/);
    await page.keyboard.press('ArrowRight');
    expect(await tip.textContent()).not.toMatch(/^4 Apr 2025/);
    await page.keyboard.press('Escape');
    expect(await tip.count()).toBe(0);
    await page.context().close();
  });

  test('dates are those of steps, in the language of the reader', async () => {
    const { page } = await open('zh/base');
    await page.locator('#chart-shortages').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.tip:visible b').textContent()).toBe('2025年4月4日');
    await page.context().close();
  });

  test('a narrow screen has pictures of its own, which fit', async () => {
    const { page } = await open('en/base', 400);
    const pictures = page.locator('.plot .narrow svg');
    expect(await pictures.count()).toBeGreaterThan(3);
    for (const picture of await pictures.all()) expect((await picture.boundingBox())?.width).toBeLessThanOrEqual(372);
    expect(await page.locator('.plot .wide svg:visible').count()).toBe(0);
    await page.locator('#chart-shortages').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.tip:visible').count()).toBe(1);
    await page.context().close();
  });

  test('on a dark page text in pictures is light', async () => {
    const { page } = await open('en/base');
    await page.emulateMedia({ colorScheme: 'dark' });
    const fill = await page
      .locator('.wide .role-title-text text')
      .first()
      .evaluate((text) => getComputedStyle(text).fill);
    expect(fill).toBe('rgb(240, 241, 243)');
    await page.context().close();
  });

  test('a variant is hidden by its box, by mouse or keyboard, and shown again', async () => {
    const { page } = await open('en/study');
    const box = page.locator('fieldset[data-for=study-shortages]').getByLabel('twice the stock');
    const marks = page.locator('#chart-study-shortages [class*="variant_1_"]');
    const others = page.locator('#chart-study-shortages [class*="variant_0_"]');
    const shown = async () => marks.evaluateAll((all) => all.map((one) => getComputedStyle(one).display !== 'none'));
    expect(await marks.count()).toBeGreaterThan(0);
    expect(new Set(await shown())).toEqual(new Set([true]));
    await box.uncheck();
    expect(new Set(await shown())).toEqual(new Set([false]));
    expect(await others.first().evaluate((one) => getComputedStyle(one).display)).not.toBe('none');
    await box.focus();
    await page.keyboard.press('Space');
    expect(new Set(await shown())).toEqual(new Set([true]));
    await page.context().close();
  });

  test('the first key leads past the head of the page to the answer', async () => {
    const { page } = await open('en/base');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#answer');
    await page.context().close();
  });

  test('without scripts the charts and their numbers are there, and nothing that does not work', async () => {
    const { page } = await open('en/study', 1280, false);
    expect(await page.locator('.plot svg:visible').count()).toBeGreaterThan(3);
    expect(await page.locator('fieldset:visible').count()).toBe(0);
    expect(await page.locator('details').count()).toBeGreaterThan(3);
    await page.context().close();
  });

  test.each(['en/study', 'en/check'])('%s prints on pages of A4 in which no chart is cut', async (name) => {
    const { page } = await open(name);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const text = pdf.toString('latin1');
    const pages = text.match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.length).toBeLessThan(15);
    for (const [, width, height] of text.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g))
      expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
    await page.emulateMedia({ media: 'print' });
    const tallest = await page.evaluate(() =>
      Math.max(...Array.from(document.querySelectorAll('figure'), (one) => one.getBoundingClientRect().height)),
    );
    expect(tallest).toBeLessThan(((297 - 32) / 25.4) * 96);
    await page.context().close();
  });

  test('the same call writes the same bytes again', () => {
    const before = readFileSync(join(folder, 'en/study/report.html'), 'utf8');
    const call = [join(ROOT, 'dist/chokepoint.js'), 'compare', 'study.yaml', '--out', 'en', '--quiet'];
    spawnSync(process.execPath, call, {
      cwd: folder,
      env: { ...process.env, TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' },
    });
    expect(readFileSync(join(folder, 'en/study/report.html'), 'utf8')).toBe(before);
  });
});

interface Fault {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
