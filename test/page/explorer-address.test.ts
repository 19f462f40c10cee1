/** The address of the explorer: what a link says, and what Back takes back. */
import { describe, expect, test } from 'vitest';
import { explorerPages, hasBrowser, lever, settled } from './explorer-pages.ts';

const { open } = explorerPages();

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
});
