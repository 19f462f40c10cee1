/** A chart in another language: its sentences one by one, as the language has them, in the places that they had. */
import type { Language } from '../text/languages.ts';
import { chartAlt, chartSentence } from '../text/zh-charts.ts';
import type { Chart } from './chart.ts';
import { CONTENT_WIDTH, SIZE } from './layout/look.ts';
import { WHOLE, type Whole } from './layout/marks.ts';
import { subtitleLines } from './layout/page.ts';
import { wrap, wrapEvenly } from './layout/text-width.ts';

/** The chart; sentences that the language does not have stay English. */
export function translateChart(chart: Chart, language: Language): Chart {
  if (language === 'en') return chart;
  const title = chartSentence(chart.title);
  const alt = chartAlt(chart.alt, chart.title);
  const spec = translated(chart.spec) as Chart['spec'];
  const { subtitle, ...heading } = chart.spec.title as unknown as { readonly subtitle: Subtitle };
  return {
    ...chart,
    ...{ title, alt },
    spec: {
      ...spec,
      description: alt,
      title: {
        ...heading,
        text: wrapEvenly(title, CONTENT_WIDTH, SIZE.title, 600, 3),
        subtitle: subtitle[WHOLE].map(chartSentence).flatMap(subtitleLines),
      },
    },
  };
}

type Subtitle = readonly string[] & { readonly [WHOLE]: readonly string[] };

/** A line that the translation does not need. */
const UNUSED = Symbol('unused');

/** Texts of labels, what axes say, and their months. */
function translated(node: unknown, key = ''): unknown {
  if (Array.isArray(node)) return node.map((one) => translated(one)).filter((one) => one !== UNUSED);
  if (node !== null && typeof node === 'object') {
    const { [WHOLE]: whole } = node as { readonly [WHOLE]?: Whole };
    const line = whole && lineOf(whole);
    if (line === '') return UNUSED;
    const inner = Object.entries(node).map(([name, one]) => [name, translated(one, name)]);
    return { ...Object.fromEntries(inner), ...(line && { text: line }) };
  }
  if (typeof node !== 'string') return node;
  if (key === 'text') return chartSentence(node);
  if (key !== 'labelExpr') return node;
  const told = node.replace(/'([^'%~]+)'/g, (_, text: string) => `'${chartSentence(text)}'`);
  return told.replaceAll("'%b'", "'%-m月'").replaceAll("'%-d %b'", "'%-m月%-d日'").replaceAll("'%Y'", "'%Y年'");
}

/** The line of a text that stands in the place of one of the English; empty where it takes fewer. */
function lineOf({ text, width, size, line, lines }: Whole): string {
  return wrap(chartSentence(text), width, size, 400, lines)[line] ?? '';
}
