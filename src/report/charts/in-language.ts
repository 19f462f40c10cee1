/** A chart in another language: its sentences one by one, as the language has them, in the places that they had. */
import type { Language } from '../words/languages.ts';
import { chartAlt, chartSentence } from '../words/zh-charts.ts';
import type { Chart } from './chart.ts';
import { CONTENT_WIDTH, SIZE } from './look.ts';
import { wrapEvenly } from './text-width.ts';

/** The chart; sentences that the language does not have stay English. */
export function chartIn(chart: Chart, language: Language): Chart {
  if (language === 'en') return chart;
  const title = chartSentence(chart.title);
  const alt = chartAlt(chart.alt, chart.title);
  const spec = translated(chart.spec) as Chart['spec'];
  const { subtitle, ...heading } = chart.spec.title as { readonly subtitle?: readonly string[] };
  return {
    ...chart,
    ...{ title, alt },
    spec: {
      ...spec,
      description: alt,
      title: {
        ...heading,
        text: wrapEvenly(title, CONTENT_WIDTH, SIZE.title, 600, 3),
        subtitle: (subtitle ?? []).map(chartSentence),
      },
    },
  };
}

/** Texts of labels, and the months of axes. */
function translated(node: unknown, key = ''): unknown {
  if (Array.isArray(node)) return node.map((one) => translated(one));
  if (node !== null && typeof node === 'object') {
    return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, translated(inner, name)]));
  }
  if (typeof node !== 'string') return node;
  if (key === 'text') return chartSentence(node);
  return key === 'labelExpr' ? node.replaceAll("'%b'", "'%-m月'").replaceAll("'%Y'", "'%Y年'") : node;
}
