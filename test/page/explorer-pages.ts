/** Pages of the explorer in a browser, of a scenario that shows all of it, and what passes between them and their engine. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Question, Reply } from '../../src/explore/messages.ts';
import { type Answer, answer, readScenario, type Setting } from '../../src/index.ts';
import { KINDS_SCENARIO } from '../explore/kinds.ts';
import { ROOT } from '../files.ts';

const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(BROWSER);
export const COMMAND = join(ROOT, 'dist/chokepoint.js');
export const HOSTILE = '</script><script>document.title = "run"</script>';

export const SCENARIO = `
version: 2
title: {en: ${JSON.stringify(`Half a year without magnets ${HOSTILE}`)}, zh: 半年没有磁体}
start: 2025-04-04
horizon: 60 weeks
units: [vehicle]
runs: 192
assumptions:
  stock: {title: {en: stock of car makers, zh: 车企库存}, uniform: [4 weeks, 9 weeks], source: {en: a test, zh: 测试}}
  opens: {title: {en: the licence comes back, zh: 许可恢复}, if: {en: it comes back, zh: 许可恢复}, else: {en: it does not, zh: 许可不恢复}, chance: 70%, why: {en: a test, zh: 测试}}
  need: {title: {en: need of arms makers, zh: 军工需求}, value: 400 t/year, why: {en: a test, zh: 测试}}
stockpiles:
  magnets: {title: {en: Magnets at car makers, zh: 车企磁体}, cover: stock}
  reserve: {title: {en: Reserve of arms makers, zh: 军工储备}, cover: 3 weeks}
flows:
  imports: {title: {en: Imports, zh: 进口}, to: magnets, lead: 5 weeks, licence: export, source: {en: a test, zh: 测试}}
  mine: {title: {en: A mine, zh: 矿山}, to: reserve, lead: 2 weeks, capacity: 500 t/year, source: {en: a test, zh: 测试}}
licences:
  export:
    title: {en: Export licence, zh: 出口许可}
    phases:
      - {from: 2025-06-06, title: {en: ban, zh: 禁止出口}, allow: 0}
      - {from: 2025-12-05, title: {en: open again, zh: 重新开放}, allow: opens}
demands:
  cars: {title: {en: Car makers, zh: 车企}, from: magnets, rate: 1200000 vehicle/year, uses: 2.3 kg/vehicle, source: {en: a test, zh: 测试}}
  arms: {title: {en: Arms makers, zh: 军工}, from: reserve, rate: need, source: {en: a test, zh: 测试}}
explore:
  presets: [{title: {en: Arms makers need more, zh: 军工需求上升}, set: {assumptions.need: 480 t/year, assumptions.opens: 1}}]
`;

/** What a page asked for and complained of, and what passed between it and its engine. */
export interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

/** Notes what pages and their threads say to each other. */
export const LISTENING = `
  window.passed = []; window.most = 0;
  const Plain = Worker;
  let busy = 0;
  window.Worker = class extends Plain {
    constructor(...all) {
      super(...all);
      this.addEventListener('message', ({ data }) => {
        passed.push(data);
        if (data.kind === 'ran' || data.kind === 'faults') busy--;
      });
    }
    postMessage(question, transfer) {
      passed.push({ asked: question });
      if (question.kind === 'run') most = Math.max(most, ++busy);
      super.postMessage(question, transfer);
    }
  };`;

export type Passed = Reply | { readonly asked: Question };
export const asked = (page: Page, kind: Question['kind']) =>
  page.evaluate(
    (wanted) =>
      (globalThis as unknown as { passed: Passed[] }).passed.filter(
        (one) => 'asked' in one && one.asked.kind === wanted,
      ).length,
    kind,
  );
export const metricsIn = (page: Page) =>
  page.evaluate(() => {
    const { passed } = globalThis as unknown as { passed: Passed[] };
    const last = passed.findLast((one) => 'kind' in one && one.kind === 'ran');
    return last && 'metrics' in last ? last.metrics : [];
  });

export const metricsOfSide = (page: Page, side: 'a' | 'b') =>
  page.evaluate((wanted) => {
    const { passed } = globalThis as unknown as { passed: Passed[] };
    const last = passed.findLast((one) => 'kind' in one && one.kind === 'ran' && one.side === wanted);
    return last && 'metrics' in last ? last.metrics : [];
  }, side);

/** Waits for what comes once nothing is moved: futures, and which levers matter. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.querySelector('.futures')?.textContent?.match(/95 % of 192 futures$|（192 种未来）$/),
  );
  await page.waitForFunction(() => document.querySelector('.levers > .rows > .lever'));
}

export const lever = (page: Page, path: string) => page.locator(`.lever[data-path="${path}"]`);

export function command(settings: readonly Setting[]): Answer {
  const { scenario } = readScenario(
    'base.yaml',
    (path) => (path === 'base.yaml' ? { text: SCENARIO } : { missing: 'none' }),
    settings,
  );
  const found = scenario && answer(scenario);
  if (!found?.ok) throw new Error(JSON.stringify(found?.issues));
  return found.value;
}

/** A browser for the tests of a file, in a folder with pages of the scenarios. */
export function explorerPages() {
  let folder = '';
  let browser: Browser;

  beforeAll(async () => {
    if (!hasBrowser) return;
    folder = mkdtempSync(join(tmpdir(), 'chokepoint-explore-'));
    writeFileSync(join(folder, 'base.yaml'), SCENARIO);
    writeFileSync(join(folder, 'kinds.yaml'), KINDS_SCENARIO);
    makePage('base.yaml', 'en.html');
    makePage('base.yaml', 'zh.html', 'zh');
    makePage('kinds.yaml', 'kinds.html');
    const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
    const args = ['--headless', '--no-sandbox', ...quiet, '--disable-component-update', '--disable-sync'];
    browser = await chromium.launch({ executablePath: BROWSER, args });
  }, 120_000);

  afterAll(async () => {
    if (!hasBrowser) return;
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function makePage(file: string, page: string, lang = 'en'): void {
    const call = [COMMAND, 'explore', file, '--html', page, '--lang', lang, '--quiet'];
    const { status, stderr } = spawnSync(process.execPath, call, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }

  async function open(address: string, width = 1280, isOffline = true): Promise<Opened> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, offline: isOffline });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const [requests, complaints]: string[][] = [[], []];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.addInitScript(LISTENING);
    await page.goto(address.startsWith('http') ? address : `file://${join(folder, address)}`);
    await page.locator('.levers').waitFor();
    return { page, requests, complaints };
  }

  return {
    /** Where the files and the pages are. */
    get folder() {
      return folder;
    },
    get browser() {
      return browser;
    },
    open,
  };
}
