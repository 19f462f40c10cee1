/**
 * Charts and reports, added to folders whose numbers are in place. Whatever of them can't be drawn is said and left out:
 * it takes neither the numbers nor another picture with it.
 */
import { join } from 'node:path';
import { type Chart, type ChartFailure, type Language, type Report, textWidth } from '../index.ts';
import type { Folder } from './files.ts';
import { labelled, labelsIn } from './labels.ts';
import type { Drawing } from './options.ts';
import { openPainter, type Painter } from './painter.ts';
import { complain, say } from './print.ts';
import { writeReports } from './reports.ts';

/** A folder to draw into. */
export interface ToDraw {
  readonly folder: Folder;
  /** Where it lies, as the command names it. */
  readonly path: string;
  /** Does what charts and report share; called when all numbers are in place. */
  readonly prepare: () => {
    /** Makes the charts. */
    readonly charts: (fail: ChartFailure) => readonly Chart[];
    /** Makes the report of the charts that were drawn, which names the others; undefined where there is none. */
    readonly report?: (charts: readonly Chart[], undrawn: readonly Chart['name'][]) => Report;
  };
}

/**
 * Draws into folders one after the other, and names what was added unless it is to be silent. Returns whether all went
 * well: no report failed, and no chart where charts had been asked for.
 */
export async function addPictures(
  all: readonly ToDraw[],
  drawing: Drawing,
  { isSilent, language }: { readonly isSilent: boolean; readonly language: Language },
): Promise<boolean> {
  const painter = openPainter();
  const lines: string[] = [];
  let isFailed = false;
  for (const { folder, path, prepare } of all) {
    const tell = (what: string, error: unknown) => {
      complain(`${join(path, what)} was not made: ${error instanceof Error ? error.message : error}.`);
    };
    const listed = (label: 'charts' | 'report', names: readonly string[]) =>
      labelled(
        labelsIn(language)[label],
        names.map((name) => join(path, name)),
      );
    try {
      const { charts, report } = prepare();
      const drawn = await drawCharts(folder, charts, { drawing, painter, tell, isReported: report !== undefined });
      isFailed ||= drawing.isAsked && drawn.undrawn.length > 0;
      const names = [...drawn.pictures.keys()].map((name) => `${name}.${drawing.png ? 'png' : 'svg'}`);
      lines.push(...listed('charts', names));
      if (report === undefined) continue;
      await writeReports(folder, report(drawn.charts, drawn.undrawn), drawn, drawing.svg ? 'svg' : 'png');
      lines.push(...listed('report', ['report.html', 'report.md']));
    } catch (error) {
      tell('report.html', error);
      isFailed = true;
    }
  }
  painter.end();
  if (lines.length > 0 && !isSilent) say(lines, '');
  return !isFailed;
}

/** Charts as they were drawn. */
interface Drawn {
  readonly charts: readonly Chart[];
  /** The same by name, as SVG. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Those for narrow screens, where a report is to hold them. */
  readonly narrow: ReadonlyMap<string, string>;
  /** Those of which anything failed. */
  readonly undrawn: readonly Chart['name'][];
}

async function drawCharts(
  folder: Folder,
  make: (fail: ChartFailure) => readonly Chart[],
  how: {
    readonly drawing: Drawing;
    readonly painter: Painter;
    readonly tell: (what: string, error: unknown) => void;
    readonly isReported: boolean;
  },
): Promise<Drawn> {
  const { drawing, painter, tell, isReported } = how;
  const undrawn = new Set<Chart['name']>();
  const fail: ChartFailure = (name, error) => {
    undrawn.add(name);
    tell(`${name}.${drawing.png ? 'png' : 'svg'}`, error);
  };
  const attempt = (name: Chart['name'], work: () => Promise<void>) => work().catch((error) => fail(name, error));
  const drawn = new Map<Chart, string>();
  const narrow = new Map<string, string>();
  const pngs: Promise<void>[] = [];
  if (drawing.svg || drawing.png) {
    const { renderSvg } = await import('./render.ts');
    for (const chart of make(fail)) {
      const { name, spec, narrow: narrowSpec } = chart;
      await attempt(name, async () => {
        const svg = await renderSvg(spec, textWidth);
        drawn.set(chart, svg);
        if (isReported && narrowSpec) narrow.set(name, await renderSvg(narrowSpec, textWidth));
        if (drawing.svg) {
          folder.write(`${name}.vl.json`, `${JSON.stringify(spec)}\n`);
          folder.write(`${name}.svg`, svg);
        }
        if (drawing.png) pngs.push(attempt(name, async () => folder.write(`${name}.png`, await painter.draw(svg))));
      });
    }
    await Promise.all(pngs);
  }
  const whole = [...drawn].filter(([{ name }]) => !undrawn.has(name));
  return {
    charts: whole.map(([chart]) => chart),
    pictures: new Map(whole.map(([{ name }, svg]) => [name, svg])),
    narrow,
    undrawn: [...undrawn],
  };
}
