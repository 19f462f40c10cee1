/** The address of the explorer: what a link says, and what Back takes back. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { COMMAND, explorerPages, hasBrowser, lever, type Passed, settled } from './explorer-pages.ts';

const pages = explorerPages();
const { open } = pages;

describe.skipIf(!hasBrowser)('the address of the explorer', { timeout: 240_000 }, () => {
  test('follows a hand while it moves, seldom enough for any browser, and Back takes back the whole move', async () => {
    const { page } = await open('en.html');
    await settled(page);
    await page.evaluate(() => {
      const all = globalThis as unknown as { replaced: number };
      const plain = history.replaceState.bind(history);
      all.replaced = 0;
      history.replaceState = (...some) => {
        all.replaced++;
        plain(...some);
      };
    });
    const slider = lever(page, 'assumptions.stock').locator('input');
    const steps = await page.evaluate(() => history.length);
    const from = page.url();
    const began = Date.now();
    for (let n = 1; n <= 20; n++)
      await slider.evaluate(
        (input: HTMLInputElement, value) => {
          input.valueAsNumber = value;
          input.dispatchEvent(new Event('input', { bubbles: true }));
        },
        5 + n / 10,
      );
    await expect.poll(() => page.url()).toContain('&a.assumptions.stock=7%20weeks');
    const replaced = await page.evaluate(() => (globalThis as unknown as { replaced: number }).replaced);
    expect(replaced).toBeLessThanOrEqual(1 + (Date.now() - began) / 400);
    expect(await page.evaluate(() => history.length)).toBe(steps);
    // What else is shown meanwhile is kept, and is no step.
    await page.getByRole('button', { name: 'Days of supply' }).click();
    await slider.evaluate((input: HTMLInputElement) => {
      input.valueAsNumber = 8;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(page.url()).toContain('&a.assumptions.stock=8%20weeks');
    expect(await page.evaluate(() => history.length)).toBe(steps + 1);
    await page.goBack();
    await expect.poll(() => page.locator('.differs li').count()).toBe(0);
    expect(page.url()).toBe(from.replace('&lang', '&tab=supply&lang'));
    await page.goForward();
    await expect
      .poll(() => page.locator('.differs li').allTextContents())
      .toEqual([expect.stringContaining('8\u00a0weeks')]);
    await page.context().close();
  });

  test('says how many futures are run, of a link as of --set, and the page says how many those are', async () => {
    const { page } = await open('en.html#1&runs=100&b=&lang=en');
    await page.getByText(/95 % of 100 futures$/).waitFor();
    const parts = () =>
      page.evaluate(() =>
        (globalThis as unknown as { passed: Passed[] }).passed.flatMap((one) =>
          'asked' in one && one.asked.kind === 'part' ? [[one.asked.side, one.asked.first, one.asked.count]] : [],
        ),
      );
    expect((await parts()).toSorted()).toEqual([
      ['a', 0, 64],
      ['a', 64, 36],
      ['b', 0, 64],
      ['b', 64, 36],
    ]);
    await expect.poll(() => page.locator('.differs li').allTextContents()).toEqual(['Number of futures 100×']);
    // Taken back, it is the number of the file again; of both it is that of the first.
    await page.getByRole('button', { name: 'Move A', exact: true }).click();
    await page.getByRole('button', { name: 'Take back: Number of futures' }).click();
    await page.getByText(/95 % of 192 futures$/).waitFor();
    await page.context().close();
    const call = [COMMAND, 'explore', 'base.yaml', '--html', 'many.html', '--set', 'runs=5000', '--quiet'];
    expect(spawnSync(process.execPath, call, { cwd: pages.folder }).status).toBe(0);
    const many = await open('many.html');
    await many.page.getByText(/95 % of 2,000 futures; of the 5,000 asked for a page runs the first 2,000$/).waitFor();
    expect(await many.page.locator('#answer > p').textContent()).toContain('on average');
    await many.page.context().close();
  });
});
