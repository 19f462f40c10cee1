/** Makes docs/explorer.png, the picture of the explorer in the README: the built page, as Chromium shows it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-picture-'));
const page = join(folder, 'explorer.html');
const call = ['dist/chokepoint.js', 'explore', 'scenarios/six-month-licence.yaml', '--html', page, '--quiet'];
spawnSync(process.execPath, call, { stdio: 'inherit' });
// The fonts of reports, so that the picture is the same whatever this machine has.
const fonts = ['noto-sans-sc', 'inter'].map((name) => `<dir>${resolve('node_modules/@expo-google-fonts', name)}</dir>`);
const config = join(folder, 'fonts.conf');
writeFileSync(config, `<fontconfig>${fonts.join('')}<cachedir>${folder}</cachedir></fontconfig>`);
const args = ['--headless', '--no-sandbox', '--disable-gpu'];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args,
  env: { ...process.env, FONTCONFIG_FILE: config },
});
const shown = await browser.newPage({ viewport: { width: 1180, height: 900 } });
shown.setDefaultTimeout(300_000);
await shown.goto(`file://${page}#1&b=&b.assumptions.us_auto_cover=10%20weeks&side=b&t=2026-03-06&lang=en`);
await shown.waitForFunction(() => / of 1,000 futures$/.test(document.querySelector('.futures')?.textContent ?? ''));
await shown.locator('.levers > .rows > .lever').first().waitFor();
await shown.waitForFunction(() => /\d/.test(document.querySelector('.who td:last-child')?.textContent ?? ''));
await shown.screenshot({ path: 'docs/explorer.png' });
await browser.close();
rmSync(folder, { recursive: true });
