/** The explorer as an analyst meets it: from a disk without a network, and served to an editor's browser. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { runCommandOf } from '../../src/explore/command.ts';
import { answer, firstOf, type Metric, scenarioReader, shellWord } from '../../src/index.ts';
import { unbroken } from '../../src/report/render/escape.ts';
import { KINDS_SCENARIO, TEN_OF_EACH } from '../explore/kinds.ts';
import { ROOT } from '../files.ts';
import {
  asked,
  COMMAND,
  command,
  explorerPages,
  HOSTILE,
  hasBrowser,
  lever,
  metricsIn,
  metricsOfSide,
  type Passed,
  SCENARIO,
  settled,
} from './explorer-pages.ts';

const FLAGSHIP = join(ROOT, 'scenarios/six-month-licence.yaml');

const pages = explorerPages();
const { open } = pages;

/** Downloads something, by the name it has in the menu. */
async function take(page: Page, name: string): Promise<string> {
  await page.getByText('Download').click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  const path = join(pages.folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

/** Holds what a call of `run` comes to against what the page says. */
function expectSame(call: string, metrics: readonly Metric[]): void {
  const own = call.replace(/^chokepoint/, `'${process.execPath}' '${COMMAND}'`);
  const { stdout, stderr } = spawnSync('sh', ['-c', `${own} --json --no-charts --quiet --out taken`], {
    ...{ cwd: pages.folder, encoding: 'utf8' },
  });
  const found = JSON.parse(stdout || `"${stderr}"`) as { metrics: Record<string, unknown> };
  const numbers = metrics.filter(({ path, value }) => typeof value === 'number' && path in found.metrics);
  expect(numbers.length).toBeGreaterThan(10);
  for (const { path, value } of numbers) expect(found.metrics[path], `${call}: ${path}`).toBe(value);
}

async function openReport(name: string): Promise<{ readonly page: Page }> {
  const page = await (await pages.browser.newContext({ offline: true })).newPage();
  await page.goto(`file://${join(pages.folder, name)}`);
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true;
  });
  return { page };
}

/** English words of a Chinese page, but names of formats and units. */
function englishIn(text: string | null): string[] {
  const words = text?.match(/[A-Za-z]{2,}/g) ?? [];
  return [...new Set(words)].filter((word) => !/^([AB]+|YAML|HTML|CSV|PNG|Ctrl|kg)$/.test(word));
}

describe.skipIf(!hasBrowser)('the explorer', { timeout: 240_000 }, () => {
  test('opens from a disk, asks for nothing and complains of nothing', async () => {
    const { page, requests, complaints } = await open('en.html');
    await settled(page);
    expect(requests.filter((url) => !/^(data|blob):/.test(url))).toEqual([`file://${join(pages.folder, 'en.html')}`]);
    expect(complaints).toEqual([]);
    expect(await page.locator('h1').textContent()).toBe(`Half a year without magnets ${HOSTILE}`);
    await page.context().close();
  });

  test('its numbers are those of the command, to the bit, at ten settings of each kind', async () => {
    const { page, complaints } = await open('kinds.html');
    const again = scenarioReader('kinds.yaml', () => ({ text: KINDS_SCENARIO }));
    for (const [kind, settings] of TEN_OF_EACH) {
      for (const choices of settings) {
        const { scenario } = again(choices.map(({ path, text }) => ({ path, value: Number(text) || text })));
        const found = scenario && answer(scenario);
        await page.evaluate(
          (hash) => {
            location.hash = hash;
          },
          `#1${choices.map(({ path, text }) => `&a.${encodeURIComponent(path)}=${encodeURIComponent(text)}`).join('')}`,
        );
        await expect
          .poll(() => metricsIn(page), { interval: 20, message: `${kind}: ${JSON.stringify(choices)}` })
          .toEqual(found?.ok && found.value.metrics);
      }
      // The last of them as an analyst takes it along: by the command, and as a file.
      const last = settings[settings.length - 1];
      const metrics = await metricsIn(page);
      expectSame(runCommandOf('kinds.yaml', last), metrics);
      expectSame(`chokepoint run ${shellWord(await take(page, 'Scenario (YAML)'))}`, metrics);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('where WebAssembly is forbidden the same page comes to the same futures', async () => {
    const text = readFileSync(join(pages.folder, 'en.html'), 'utf8');
    expect(text).toContain(" 'wasm-unsafe-eval'");
    writeFileSync(join(pages.folder, 'plain.html'), text.replace(" 'wasm-unsafe-eval'", ''));
    const told = [];
    for (const name of ['en.html', 'plain.html']) {
      const { page } = await open(name);
      await settled(page);
      told.push(await page.locator('#answer > p').textContent());
      await page.context().close();
    }
    expect(told[0]).toContain('on average');
    expect(told[1]).toBe(told[0]);
  });

  test('while a slider moves one run is under way at a time, and futures wait until it rests', async () => {
    const { page } = await open('en.html');
    await settled(page);
    await page.locator('.levers details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '');
    });
    const slider = lever(page, 'assumptions.need').locator('input');
    const before = {
      runs: await asked(page, 'run'),
      parts: await asked(page, 'part'),
      opened: await asked(page, 'open'),
    };
    await slider.evaluate((input: HTMLInputElement) => {
      for (let n = 0; n < 60; n++) {
        input.valueAsNumber = 150 + n * 10;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await settled(page);
    await expect
      .poll(() => metricsIn(page))
      .toEqual(command([{ path: 'assumptions.need', value: '740 t/year' }]).metrics);
    await page.waitForFunction(() => document.querySelector('.futures')?.textContent?.includes('95 % of 192 futures'));
    expect(await page.evaluate(() => (globalThis as unknown as { most: number }).most)).toBe(1);
    expect((await asked(page, 'run')) - before.runs).toBeLessThan(60);
    // One ensemble of 192 replicates, in parts of 64.
    await expect.poll(async () => (await asked(page, 'part')) - before.parts).toBe(3);
    expect((await asked(page, 'open')) - before.opened).toBe(0);
    await page.context().close();
  });

  test('Back and Undo take back one move, Redo makes it again, and a link has all of it', async () => {
    const { page } = await open('en.html');
    const differs = page.locator('.differs li');
    await settled(page);
    await lever(page, 'assumptions.opens').getByRole('button', { name: 'it does not' }).click();
    const slider = lever(page, 'assumptions.stock').locator('input');
    await slider.focus();
    await page.keyboard.press('End');
    await expect
      .poll(() => differs.allTextContents())
      .toEqual([expect.stringContaining('it does not'), expect.stringContaining('9\u00a0weeks')]);
    const link = page.url();
    await page.goBack();
    await expect.poll(() => differs.count()).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => differs.count()).toBe(0);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => differs.count()).toBe(1);
    await page.context().close();
    const again = await open(`en.html${new URL(link).hash}`);
    await expect.poll(() => again.page.locator('.differs li').count()).toBe(2);
    await expect
      .poll(() => metricsIn(again.page))
      .toEqual(
        command([
          { path: 'assumptions.opens', value: 0 },
          { path: 'assumptions.stock', value: '9 weeks' },
        ]).metrics,
      );
    await again.page.context().close();
  });

  test('the edge of a licence is dragged to another date, by whole steps and in one step to undo', async () => {
    const { page } = await open('en.html');
    await page.locator('.canvas canvas').waitFor();
    const edge = page.locator('.edge').last();
    await edge.scrollIntoViewIfNeeded();
    const box = await edge.boundingBox();
    if (box === null) throw new Error('the edge is not drawn');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let n = 1; n <= 8; n++) await page.mouse.move(x - n * 10, y);
    await page.mouse.up();
    await expect.poll(() => page.locator('.differs li').count()).toBe(1);
    const date = new URL(page.url()).hash.match(/from=(\d{4}-\d{2}-\d{2})/)?.[1] as string;
    expect(date < '2025-12-05').toBe(true);
    expect((Date.parse('2025-12-05') - Date.parse(date)) % (7 * 86_400_000)).toBe(0);
    await expect
      .poll(() => metricsIn(page))
      .toEqual(command([{ path: 'licences.export.phases[1].from', value: date }]).metrics);
    await page.goBack();
    await expect.poll(() => page.locator('.differs li').count()).toBe(0);
    await page.context().close();
  });

  test('a preset of the file is put on at once, and is one step to undo', async () => {
    const { page } = await open('en.html');
    await page.getByText('Presets').click();
    await page.getByRole('button', { name: 'Arms makers need more' }).click();
    await expect.poll(() => page.locator('.differs li').count()).toBe(2);
    const set = [
      { path: 'assumptions.need', value: '480 t/year' },
      { path: 'assumptions.opens', value: 1 },
    ];
    await expect.poll(() => metricsIn(page)).toEqual(command(set).metrics);
    expect(await page.locator('details.menu[open]').count()).toBe(0);
    await page.goBack();
    await expect.poll(() => page.locator('.differs li').count()).toBe(0);
    await page.context().close();
  });

  test('a preset is put over what is set, says so, and Ctrl+Z takes back the preset alone', async () => {
    const { page } = await open('en.html#1&a.assumptions.stock=8%20weeks&a.assumptions.need=300%20t%2Fyear');
    await page.getByText('Presets').click();
    await page.getByRole('button', { name: 'Arms makers need more' }).click();
    const set = page.locator('.differs li');
    await expect
      .poll(() => set.allTextContents())
      .toEqual([
        expect.stringContaining('8\u00a0weeks'),
        expect.stringContaining('480\u00a0t/year'),
        expect.stringContaining('it comes back'),
      ]);
    expect(await page.locator('.notice').textContent()).toContain('“Arms makers need more” is put over what was set');
    await page.keyboard.press('Control+z');
    await expect
      .poll(() => set.allTextContents())
      .toEqual([expect.stringContaining('8\u00a0weeks'), expect.stringContaining('300\u00a0t/year')]);
    await page.context().close();
  });

  test('what comes late is not told as missed, phases without titles are named, and levers are found by their group', async () => {
    const { page } = await open('kinds.html');
    await page.waitForFunction(() => document.querySelector('.levers > .rows > .lever'));
    const head = page.locator('.who thead');
    await expect.poll(() => head.textContent()).toContain('Need missed or kept waiting');
    await expect
      .poll(() => page.locator('.who tbody tr', { hasText: 'Arms makers' }).textContent())
      .toMatch(/%kept waiting/);
    expect(await page.locator('.who tbody tr', { hasText: 'Car makers' }).textContent()).not.toContain('waiting');
    await page.getByLabel('Draw: Arms makers').check();
    await expect
      .poll(() => page.locator('.licence', { hasText: 'Permit' }).locator('p').textContent())
      .toBe('Permit1 limit2 review 4 weeks, approve 80 %');
    const find = async (words: string) => {
      await page.getByRole('searchbox').fill(words);
      return page.locator('.rows .lever').evaluateAll((all) => all.map((one) => one.dataset['path']?.split('.')[0]));
    };
    expect(new Set(await find('licences'))).toEqual(new Set(['licences']));
    expect(new Set(await find('reserves'))).toEqual(new Set(['stockpiles']));
    await page.context().close();
  });

  test('a second policy stands beside the first, and in how many futures each is better', async () => {
    const { page } = await open('en.html');
    await settled(page);
    await page.getByRole('button', { name: 'Compare with a second policy' }).click();
    await lever(page, 'assumptions.opens').getByRole('button', { name: 'it comes back' }).click();
    await page.waitForFunction(() => document.querySelector('.who td:last-child')?.textContent?.match(/\d/));
    const heads = await page.locator('.who thead th').allTextContents();
    expect(heads).toEqual(expect.arrayContaining(['A', 'B', 'A less B', 'A is better in']));
    const difference = () =>
      page.evaluate(() => {
        const { passed } = globalThis as unknown as { passed: Passed[] };
        const told = passed.findLast(
          (one) => 'kind' in one && one.kind === 'gathered' && one.runs === 192 && one.against,
        );
        return told && 'against' in told
          ? told.against?.find(({ id }) => id === 'cars')?.shortage.difference
          : undefined;
      });
    const study = 'version: 2\ntitle: t\nbase: base.yaml\nvariants: {b: {title: B, set: {assumptions.opens: 1}}}\n';
    writeFileSync(join(pages.folder, 'study.yaml'), study);
    const call = [COMMAND, 'compare', 'study.yaml', '--json', '--quiet', '--no-charts', '--out', 'out'];
    const { stdout } = spawnSync(process.execPath, call, { cwd: pages.folder, encoding: 'utf8' });
    const { variants } = JSON.parse(stdout) as { variants: { id: string; compared: Compared[] }[] };
    const theirs = variants.find(({ id }) => id === 'b')?.compared.find(({ path }) => path === 'demands.cars.shortage')
      ?.paired.difference;
    expect(theirs).toBeLessThan(0);
    await expect.poll(difference).toBe(0 - (theirs ?? 0));
    await page.context().close();
  });

  test('before the engine is there the page shows the answer and the first picture, and then its own', async () => {
    const text = readFileSync(join(pages.folder, 'en.html'), 'utf8');
    // Without an engine nothing but what the page holds can be drawn.
    writeFileSync(join(pages.folder, 'first.html'), text.replace(/(id="packed-engine">)[^<]*/, '$1'));
    const page = await (await pages.browser.newContext({ offline: true })).newPage();
    await page.goto(`file://${join(pages.folder, 'first.html')}`);
    await page.locator('.canvas canvas').waitFor();
    const { run, metrics } = command([]);
    const { answer: words } = firstOf({ run, metrics }) ?? {};
    expect(await page.locator('#answer > p').textContent()).toBe(unbroken(words?.en ?? ''));
    expect(await page.locator('h1').textContent()).toBe(`Half a year without magnets ${HOSTILE}`);
    expect(await page.locator('section[aria-busy=true]').count()).toBe(1);
    await page.context().close();
    const whole = await open('en.html');
    await settled(whole.page);
    expect(await whole.page.locator('section[aria-busy=true]').count()).toBe(0);
    await whole.page.context().close();
  });

  test('why users are short follows what is set, and is weighed once a hand rests', async () => {
    const { page } = await open('en.html');
    await settled(page);
    const told = page.locator('.causes p:not(.note)');
    await expect.poll(() => told.textContent()).toMatch(/^Car makers lack .* “ban” \(from 6\sJune 2025\) cost /);
    const before = { why: await asked(page, 'why'), told: await told.textContent() };
    const slider = lever(page, 'assumptions.stock').locator('input');
    await slider.evaluate((input: HTMLInputElement) => {
      for (let n = 0; n < 20; n++) {
        input.valueAsNumber = 5 + n * 0.2;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
    });
    await expect.poll(() => told.textContent()).not.toBe(before.told);
    expect((await asked(page, 'why')) - before.why).toBe(1);
    await page.getByRole('button', { name: '中文' }).click();
    await expect.poll(() => told.textContent()).toContain('“禁止出口”');
    await page.context().close();
  });

  test('what has begun and is overtaken by a hand is dropped', async () => {
    const { page } = await open('en.html');
    await settled(page);
    const before = { parts: await asked(page, 'part'), gathered: await asked(page, 'gather') };
    const slider = lever(page, 'assumptions.stock').locator('input');
    // Three rests, each overtaken as soon as its first part is asked for.
    for (let n = 1; n <= 3; n++) {
      const parts = await asked(page, 'part');
      await slider.evaluate((input: HTMLInputElement, value) => {
        input.valueAsNumber = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }, 5 + n);
      await expect.poll(() => asked(page, 'part'), { interval: 5 }).toBeGreaterThan(parts);
    }
    await page.waitForFunction(() => document.querySelector('.futures')?.textContent?.includes('95 % of 192 futures'));
    expect((await asked(page, 'part')) - before.parts).toBeLessThan(4 * 3);
    await page.context().close();
  });

  test('while it is not live nothing is run until that is asked for', async () => {
    const { page } = await open('en.html');
    await settled(page);
    const before = await asked(page, 'run');
    await page.getByLabel('Live').uncheck();
    expect(await page.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(true);
    await lever(page, 'assumptions.opens').getByRole('button', { name: 'it does not' }).click();
    await expect.poll(() => page.locator('#answer').getAttribute('class')).toContain('dimmed');
    expect(await asked(page, 'run')).toBe(before);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect.poll(() => metricsIn(page)).toEqual(command([{ path: 'assumptions.opens', value: 0 }]).metrics);
    await page.context().close();
  });

  test('a value can be written as well as moved; one that cannot be is told, and undone', async () => {
    const { page } = await open('en.html');
    await settled(page);
    const write = async (text: string) => {
      await lever(page, 'assumptions.stock').locator('button.value').click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    };
    await write('45 days');
    await expect
      .poll(() => metricsIn(page))
      .toEqual(command([{ path: 'assumptions.stock', value: '45 days' }]).metrics);
    await write('1');
    await expect
      .poll(() => metricsIn(page))
      .toEqual(command([{ path: 'assumptions.stock', value: '1 weeks' }]).metrics);
    await write('45 tonnes');
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  test('all that can be taken along gives the numbers of the page, and the page itself opens as it was', async () => {
    const { page } = await open('en.html#1&a.assumptions.stock=8%20weeks&b=&b.assumptions.opens=1&lang=en');
    await settled(page);
    const metrics = await metricsOfSide(page, 'a');
    for (const name of ['Scenario (YAML)', 'Scenario as one file (YAML)'])
      expectSame(`chokepoint run ${shellWord(await take(page, name))}`, metrics);
    expect(readFileSync(await take(page, 'Series of the run (CSV)'), 'utf8')).toMatch(
      /^date,kind,id,variable,value,unit\n/,
    );
    expect(readFileSync(await take(page, 'Fans (CSV)'), 'utf8')).toMatch(/^date,kind,id,variable,mean,p05/);
    expect(readFileSync(await take(page, 'Study of A and B (YAML)'), 'utf8')).toContain('base: base.yaml');
    expect(
      readFileSync(await take(page, 'Picture of the timeline (PNG)'))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    const copy = await take(page, 'This page, as it is set (HTML)');
    const again = await open(copy.slice(pages.folder.length + 1));
    await settled(again.page);
    expect(again.complaints).toEqual([]);
    expect(await metricsOfSide(again.page, 'a')).toEqual(metrics);
    expect(await again.page.locator('button.side').count()).toBe(2);
    await page.context().close();
    await again.page.context().close();
  });

  test('within another page there are the answer, the timeline and at most four levers', async () => {
    const { page, complaints } = await open('en.html?embed#1&lang=en');
    await page.locator('.lever').first().waitFor();
    expect(await page.locator('.lever').count()).toBeLessThanOrEqual(4);
    expect(await page.locator('header, .who, .network, .editor').count()).toBe(0);
    await page.locator('.canvas canvas').waitFor();
    await page.locator('.lever input[type=range]').first().focus();
    await page.keyboard.press('Home');
    await expect.poll(() => page.url()).toContain('&a.');
    const [, path = '', value = ''] = /&a\.([^=]+)=([^&]+)/.exec(page.url()) ?? [];
    const set = [{ path: decodeURIComponent(path), value: decodeURIComponent(value) }];
    await expect.poll(() => metricsIn(page)).toEqual(command(set).metrics);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('beside text that was changed here nothing is offered that would come to something else', async () => {
    const { page } = await open('en.html#1&b=&lang=en');
    await settled(page);
    await page.keyboard.press('Control+e');
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# changed\n');
    await page.getByText('Changed here; the file').waitFor();
    const text = await take(page, 'base.yaml, as changed here');
    expect(readFileSync(text, 'utf8')).toBe(`# changed\n${SCENARIO}`);
    writeFileSync(join(pages.folder, 'base.yaml'), SCENARIO);
    await page.getByText('Download').click();
    // Fans are offered once replicates of the changed text have come.
    const offered = () => page.locator('details.menu[open] button').allTextContents();
    await expect
      .poll(offered, { timeout: 30_000 })
      .toEqual([
        ...['Scenario as one file (YAML)', 'Series of the run (CSV)', 'Fans (CSV)', 'This page, as it is set (HTML)'],
        ...['Picture of the timeline (PNG)', 'base.yaml, as changed here'],
      ]);
    await page.context().close();
  });

  test('the second policy can be made the first again', async () => {
    const { page } = await open('en.html#1&a.assumptions.stock=8%20weeks&b=&b.assumptions.opens=1&side=b&lang=en');
    await page.getByRole('button', { name: 'Copy A to B' }).click();
    await expect
      .poll(() => page.locator('.differs li').allTextContents())
      .toEqual([expect.stringContaining('8\u00a0weeks')]);
    await page.goBack();
    await expect
      .poll(() => page.locator('.differs li').allTextContents())
      .toEqual([expect.stringContaining('comes back')]);
    await page.context().close();
  });

  test('where levers stand below the picture they can be held beside it', async () => {
    const { page } = await open('en.html', 390);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('.lever').first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Levers', exact: true }).click();
    const edges = async () => {
      const boxes = ['.levers', '.canvas', '.pill'].map((one) => page.locator(one).boundingBox());
      return (await Promise.all(boxes)).map((box) => [box?.y ?? Number.NaN, (box?.y ?? 0) + (box?.height ?? 0)]);
    };
    // From above: the whole picture, the levers, and what closes them.
    await expect
      .poll(async () => {
        const [levers, picture, bar] = await edges();
        return [picture[0] >= 0, picture[1] <= levers[0], levers[1] <= bar[0], bar[1] <= 844];
      })
      .toEqual([true, true, true, true]);
    await page.locator('.levers').getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => page.locator('.levers').getAttribute('class')).not.toContain('sheet');
    await page.context().close();
  });

  test('every tab is drawn, of both policies', async () => {
    const { page } = await open('en.html#1&b=&lang=en');
    await settled(page);
    for (const tab of ['Days of supply', 'Arrivals', 'Stocks', 'Any series']) {
      await page.getByRole('button', { name: tab }).click();
      if (tab === 'Any series') await page.getByLabel('Series').selectOption('flows.imports.in_transit');
      await expect.poll(() => page.locator('.readout li b').allTextContents()).toHaveLength(2);
      await expect
        .poll(() => page.locator('.readout li b').allTextContents())
        .toEqual([expect.stringMatching(/\d/), expect.stringMatching(/\d/)]);
    }
    await page.getByText('As a table, by quarter').click();
    await expect.poll(() => page.locator('#quarters tbody tr').count()).toBe(4);
    expect(page.url()).toContain('series=flows.imports.in_transit');
    await page.context().close();
  });

  test('the editor offers what may stand at the cursor', async () => {
    const { page } = await open('en.html');
    await settled(page);
    await page.keyboard.press('Control+e');
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('horiz');
    await expect
      .poll(() => page.locator('.cm-tooltip-autocomplete li').allTextContents())
      .toEqual([expect.stringContaining('horizon: ')]);
    await page.context().close();
  });

  test('a fault in the text keeps the last picture, says where it is, and goes when it is mended', async () => {
    const { page, complaints } = await open('en.html');
    await settled(page);
    const before = await page.locator('#answer > p').textContent();
    await page.keyboard.press('Control+e');
    await page.locator('.cm-content').waitFor();
    const write = (text: string) =>
      page.locator('.cm-content').evaluate((content, all) => {
        const { view } =
          (content as unknown as { cmTile?: { view: Editor }; cmView?: { view: Editor } }).cmTile ??
          (content as unknown as { cmView: { view: Editor } }).cmView;
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: all } });
      }, text);
    await write(SCENARIO.replace('capacity: 500 t/year', 'capacity: 500 t/yaer'));
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/One thing is wrong.*base\.yaml:\d+ flows\.mine\.capacity/);
    expect(await page.locator('.cm-lintRange-error').count()).toBeGreaterThan(0);
    expect(await page.locator('#answer > p').textContent()).toBe(before);
    expect(await page.locator('#answer').getAttribute('class')).toContain('dimmed');
    await write(SCENARIO.replace('rate: need', 'rate: 2 * need'));
    await expect.poll(() => alert.count()).toBe(0);
    // A user and a flow more than the last picture has.
    const more = SCENARIO.replace(
      '\n  arms: {',
      '\n  aircraft: {from: reserve, rate: 40 t/year, source: a test}\n  arms: {',
    );
    await write(more);
    await expect
      .poll(() => page.locator('.who, .others').allTextContents())
      .toEqual(expect.arrayContaining([expect.stringContaining('Aircraft')]));
    expect(complaints).toEqual([]);
    await expect.poll(() => page.locator('#answer > p').textContent()).not.toBe(before);
    await page.context().close();
  });

  test('an analyst finds, moves and reads everything by keyboard', async () => {
    const { page } = await open('en.html');
    await settled(page);
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      );
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the answer');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('answer');
    const reached: string[] = [];
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab');
      reached.push(await focused());
      if (/stock of car makers$/i.test(reached.at(-1) ?? '')) break;
    }
    expect(reached.some((name) => name.startsWith('Share of need not met'))).toBe(true);
    expect(reached.some((name) => name.includes('open again, begins'))).toBe(true);
    await page.keyboard.press('ArrowRight');
    const own = page.locator(':focus');
    expect(await own.getAttribute('aria-valuetext')).toMatch(/^6\.\d+ weeks; the file has 6\.5 weeks$/);
    await page.keyboard.press('Delete');
    expect(await page.locator('.differs li').count()).toBe(0);
    const timeline = page.getByRole('slider', { name: /^Share of need not met/ });
    await timeline.focus();
    const at = await timeline.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowLeft');
    expect(await timeline.getAttribute('aria-valuetext')).not.toBe(at);
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/t=20\d\d-\d\d-\d\d/);
    const edge = page.getByRole('slider', { name: 'Export licence: open again, begins' }).last();
    await edge.focus();
    await page.keyboard.press('ArrowLeft');
    await expect
      .poll(() => page.locator('.differs li').allTextContents())
      .toEqual([expect.stringContaining('28\u00a0November 2025')]);
    await page.context().close();
  });

  test.each([1280, 1024, 390])('axe finds no fault and nothing is cut, %i pixels wide', async (width) => {
    const { page } = await open('en.html#1&b=', width);
    await settled(page);
    await page.locator('.levers .link').first().click();
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    if (width > 640) await page.keyboard.press('Control+e');
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await page.evaluate(axe);
    const faults = await page.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as { axe: { run(): Promise<{ violations: Fault[] }> } }
      ).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
    });
    expect(faults).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(
      await page.locator('.scroll').evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth)),
    ).toEqual([]);
    await page.context().close();
  });

  test('a Chinese page has no English left, and changes its language where it stands', async () => {
    const { page } = await open('zh.html#1&b=&lang=zh');
    await settled(page);
    await page.locator('.levers .link').first().click();
    const texts = await page.evaluate(() => {
      for (const one of document.querySelectorAll('code, [lang=en], script, style')) one.remove();
      const labels = Array.from(
        document.querySelectorAll('[aria-label], [title], [aria-valuetext], [placeholder]'),
        (one) =>
          ['aria-label', 'title', 'aria-valuetext', 'placeholder']
            .map((name) => one.getAttribute(name) ?? '')
            .join(' '),
      );
      return [document.body.textContent ?? '', ...labels].join(' ');
    });
    expect(englishIn(texts)).toEqual([]);
    await page.context().close();
    // A fault, too, in its kind and its usual details; others are those of the command, and marked.
    const wrong = await open(`zh.html#1&a.assumptions.stock=45%20tonnes&lang=zh`);
    const alert = wrong.page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(
      /有 1 处错误.*stockpiles\.magnets\.cover：单位的量纲不对。应为：时长，如 6 weeks；实为：stock。这是数量，请写时长。$/,
    );
    expect(
      await alert
        .evaluate((one) => {
          for (const other of one.querySelectorAll('code, [lang=en]')) other.remove();
          // An example, and what the file has.
          return one.textContent?.replace(/6 weeks|stock/g, '') ?? '';
        })
        .then(englishIn),
    ).toEqual([]);
    await wrong.page.context().close();
    // What the file gives in English alone is marked.
    const plain = await open('kinds.html#1&lang=zh');
    await plain.page.getByRole('searchbox').fill('flows.mine');
    await lever(plain.page, 'flows.mine.capacity').getByRole('button', { name: '依据' }).click();
    expect(await plain.page.locator('.evidence [lang=en]').textContent()).toBe('in English alone');
    await plain.page.context().close();
    const other = await open('en.html');
    await other.page.getByRole('button', { name: '中文' }).click();
    expect(await other.page.locator('h1').textContent()).toBe('半年没有磁体');
    expect(await other.page.evaluate(() => document.documentElement.lang)).toBe('zh-Hans');
    await other.page.context().close();
  });

  test('the page of the flagship keeps to its size, and nothing of it is cut, 390 pixels wide', async () => {
    const file = join(pages.folder, 'flagship.html');
    const { status } = spawnSync(process.execPath, [COMMAND, 'explore', FLAGSHIP, '--html', file, '--quiet'], {
      cwd: ROOT,
    });
    expect(status).toBe(0);
    const bytes = readFileSync(file);
    expect(bytes.length).toBeLessThan(700_000);
    expect(gzipSync(bytes, { level: 9 }).length).toBeLessThan(450_000);
    for (const hash of ['#1&lang=en', '#1&b=&lang=en', '#1&lang=zh', '#1&b=&lang=zh']) {
      const { page } = await open(`flagship.html${hash}`, 390);
      await page.locator('.who tbody tr').first().waitFor();
      const cut = await page.evaluate(() =>
        Array.from(document.querySelectorAll('.scroll'), (one) => one.scrollWidth - one.clientWidth),
      );
      expect(
        cut.filter((one) => one > 0),
        hash,
      ).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), hash).toBe(390);
      await page.context().close();
    }
  });

  test('run --explore puts the page beside its report, which leads there, with what was put over the file', async () => {
    const set = ['--set', 'assumptions.stock=8 weeks'];
    const call = [COMMAND, 'run', 'base.yaml', '--explore', '--no-charts', '--out', 'runs', '--quiet', ...set];
    expect(spawnSync(process.execPath, call, { cwd: pages.folder }).status).toBe(0);
    const { page } = await openReport('runs/base/report.html');
    await page.getByRole('link', { name: 'explorer.html' }).click();
    await page.locator('.levers').waitFor();
    expect(await page.locator('.differs li').allTextContents()).toEqual([expect.stringContaining('8\u00a0weeks')]);
    expect(readFileSync(join(pages.folder, 'runs/base/report.md'), 'utf8')).toContain(
      "chokepoint explore base.yaml --set 'assumptions.stock=8 weeks'",
    );
    await page.context().close();
  });

  test('compare --explore holds the base against the first policy', async () => {
    const study = 'version: 2\ntitle: t\nbase: base.yaml\nvariants: {b: {title: B, set: {assumptions.opens: 1}}}\n';
    writeFileSync(join(pages.folder, 'held.yaml'), study);
    const call = [COMMAND, 'compare', 'held.yaml', '--explore', '--runs', '64', '--no-charts', '--out', 'studies'];
    expect(spawnSync(process.execPath, [...call, '--quiet'], { cwd: pages.folder }).status).toBe(0);
    const { page } = await openReport('studies/held/report.html');
    await page.getByRole('link', { name: 'explorer.html' }).click();
    await page.locator('.levers').waitFor();
    await page.locator('button.side').first().waitFor();
    await page.getByRole('button', { name: 'Move B', exact: true }).click();
    await expect
      .poll(() => page.locator('.differs li').allTextContents())
      .toEqual([expect.stringContaining('it comes back')]);
    await page.getByRole('button', { name: 'Move A', exact: true }).click();
    await expect.poll(() => page.locator('.differs li').count()).toBe(0);
    await page.context().close();
  });

  test('a file that is not sound is told, and no page is written', () => {
    writeFileSync(join(pages.folder, 'wrong.yaml'), SCENARIO.replace('to: magnets', 'to: magnet'));
    const call = [COMMAND, 'explore', 'wrong.yaml', '--html', 'wrong.html'];
    const { status, stderr } = spawnSync(process.execPath, call, { cwd: pages.folder, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain('nothing was written');
    expect(existsSync(join(pages.folder, 'wrong.html'))).toBe(false);
  });

  test('served, it is read again when a file is saved, in place or by renaming, and refuses what is not for it', async () => {
    writeFileSync(join(pages.folder, 'live.yaml'), SCENARIO);
    const server = spawn(process.execPath, [COMMAND, 'explore', 'live.yaml', '--no-open'], { cwd: pages.folder });
    try {
      const address = await addressOf(server);
      const { page } = await open(address, 1280, false);
      await expect.poll(() => metricsIn(page)).toEqual(command([]).metrics);
      writeFileSync(join(pages.folder, 'live.yaml'), SCENARIO.replace('value: 400 t/year', 'value: 480 t/year'));
      await expect
        .poll(() => metricsIn(page), { timeout: 30_000 })
        .toEqual(command([{ path: 'assumptions.need', value: '480 t/year' }]).metrics);
      writeFileSync(join(pages.folder, 'live.new'), SCENARIO.replace('value: 400 t/year', 'value: 320 t/year'));
      renameSync(join(pages.folder, 'live.new'), join(pages.folder, 'live.yaml'));
      await expect
        .poll(() => metricsIn(page), { timeout: 30_000 })
        .toEqual(command([{ path: 'assumptions.need', value: '320 t/year' }]).metrics);
      // What is typed meanwhile stays, every letter of it, until it is discarded.
      await page.keyboard.press('Control+e');
      await page.locator('.cm-content').click();
      await page.keyboard.press('Control+Home');
      const typed = '# what is typed at once while the page is drawn again and again';
      await page.keyboard.type(`${typed}\n`);
      writeFileSync(join(pages.folder, 'live.yaml'), SCENARIO.replace('value: 400 t/year', 'value: 240 t/year'));
      await expect.poll(() => page.locator('.notice').textContent()).toContain('What you wrote here stays');
      expect(await page.locator('.cm-line').first().textContent()).toBe(typed);
      await page.getByRole('button', { name: 'Discard my changes' }).click();
      await expect
        .poll(() => metricsIn(page), { timeout: 30_000 })
        .toEqual(command([{ path: 'assumptions.need', value: '240 t/year' }]).metrics);
      await page.context().close();
      const { port } = new URL(address);
      expect(await statusOf(port, '/', { host: 'example.org' })).toBe(403);
      expect(await statusOf(port, '/', { host: `127.0.0.1:${port}` }, 'POST')).toBe(405);
      expect(await statusOf(port, '/live.yaml', { host: `localhost:${port}` })).toBe(404);
      expect(await statusOf(port, '/', { host: `localhost:${port}` })).toBe(200);
      expect(await statusOf(port, '/?embed', { host: `localhost:${port}` })).toBe(200);
    } finally {
      server.kill();
    }
  });

  test('served, a file that is gone and a program that has stopped are told, in both languages, until they are back', async () => {
    const file = join(pages.folder, 'gone.yaml');
    writeFileSync(file, SCENARIO);
    const call = [COMMAND, 'explore', 'gone.yaml', '--no-open'];
    let server = spawn(process.execPath, call, { cwd: pages.folder });
    try {
      const address = await addressOf(server);
      const { page } = await open(address, 1280, false);
      const alert = page.getByRole('alert');
      await expect.poll(() => metricsIn(page)).toEqual(command([]).metrics);
      renameSync(file, `${file}.away`);
      await expect
        .poll(() => alert.allTextContents())
        .toEqual([expect.stringContaining('gone.yaml is no longer on disk')]);
      await page.getByRole('button', { name: '中文' }).click();
      await expect.poll(() => alert.textContent()).toContain('磁盘上已没有 gone.yaml');
      expect(await metricsIn(page)).toEqual(command([]).metrics);
      writeFileSync(file, SCENARIO.replace('value: 400 t/year', 'value: 480 t/year'));
      const changed = command([{ path: 'assumptions.need', value: '480 t/year' }]).metrics;
      await expect.poll(() => metricsIn(page), { timeout: 30_000 }).toEqual(changed);
      expect(await alert.count()).toBe(0);
      server.kill();
      const { port } = new URL(address);
      await expect
        .poll(() => alert.allTextContents(), { timeout: 30_000 })
        .toEqual([expect.stringContaining(`chokepoint explore gone.yaml --port ${port}`)]);
      await page.getByRole('button', { name: 'English' }).click();
      expect(await alert.textContent()).toContain('The program that serves this page has stopped');
      // What was saved meanwhile is read as soon as the program is back.
      writeFileSync(file, SCENARIO);
      server = spawn(process.execPath, [...call, '--port', port], { cwd: pages.folder });
      await expect.poll(() => alert.count(), { timeout: 30_000 }).toBe(0);
      await expect.poll(() => metricsIn(page), { timeout: 30_000 }).toEqual(command([]).metrics);
      await page.context().close();
    } finally {
      server.kill();
    }
  });
});

/** A difference as compare tells it. */
interface Compared {
  readonly path: string;
  readonly paired: { readonly difference: number };
}

/** The part of the editor that tests need. */
interface Editor {
  readonly state: { readonly doc: { readonly length: number } };
  dispatch(change: { readonly changes: { readonly from: number; readonly to: number; readonly insert: string } }): void;
}

interface Fault {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((found, fail) => {
    let said = '';
    server.stdout?.on('data', (data) => {
      said += data;
      const [address] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said) ?? [];
      if (address) found(address);
    });
    server.on('exit', () => fail(new Error(said)));
  });
}

async function statusOf(port: string, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  const { request } = await import('node:http');
  return new Promise((done, fail) => {
    const asking = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    asking.on('error', fail);
    asking.end();
  });
}
