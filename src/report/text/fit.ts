/** What a fit found, in each language. */
import type { Language } from './languages.ts';
import { list } from './quantities.ts';
import { list as zhList } from './zh-quantities.ts';

const EN = {
  /** Errors of the central run before and after. */
  fitted: (before: string, fitted: string, months: number): string =>
    `Over ${months} observed months the central run is off by ${fitted} of the reference level on average; with the numbers of the file by ${before}.`,
  /** Months judged by what was known before them. */
  forward: (months: readonly string[], forecast: string, naive: string, isBetter: boolean): string =>
    `Fitted to the months before and judged on the next (${span(months, ' to ')}), it is off by ${forecast}; the mean of the last three months carried on by ${naive}: ${isBetter ? 'it forecasts better than that' : 'it forecasts no better than that'}.`,
  notForward:
    'No month has enough before it to be judged by: more residuals than free numbers, and three months of each observation.',
  nothing: 'None of these numbers moves anything that was observed: there is nothing to fit.',
  unmoved: (names: readonly string[]): string =>
    `Nothing that was observed moves with ${list(names)}, left as in the file.`,
  atEnd: (names: readonly string[]): string =>
    `At an end of the range: ${list(names)}. What was observed asks for more than the range allows.`,
  numbers: ['number', 'path', 'range', 'in the file', 'fitted'],
  range: (low: string, high: string): string => `${low} to ${high}`,
  observations: ['observation', 'months', 'off by, in the file', 'fitted', 'forecast', 'naive'],
  none: '–',
  chart: {
    headline: (forecast: string, naive: string): string =>
      `Forecast a month ahead it is off by ${forecast} on average, the mean of the last three months by ${naive}`,
    fittedHeadline: (fitted: string): string =>
      `Fitted, the model is off by ${fitted} of the reference level on average`,
    subtitle: 'Amounts a month, with the numbers fitted to all months, and with those fitted to the months before each',
    note: (fitted: string, forecast: string | undefined, naive: string | undefined): string =>
      `off by ${fitted} fitted${forecast === undefined ? '' : `, ${forecast} forecast, ${naive} naive`}`,
    observed: 'observed',
    fitted: 'fitted to all months',
    forecast: 'forecast from the months before',
    naive: 'mean of the last three months',
  },
  /** Why a number of a written scenario is what it is. */
  why: (observations: readonly string[], last: string, range: string): string =>
    `fitted to ${list(observations)} to ${last}, within ${range}`,
};

/** Texts of values are formatted; errors are shares of the reference level, in percent. */
export type FitWords = typeof EN;

const ZH: typeof EN = {
  fitted: (before, fitted, months) =>
    `在 ${months} 个有观测的月份，中心情形平均偏离参考水平 ${fitted}；按文件原值为 ${before}。`,
  forward: (months, forecast, naive, isBetter) =>
    `以此前各月拟合、再预测下一个月（${span(months, ' 至 ')}），平均误差 ${forecast}；直接沿用前三个月均值的误差为 ${naive}：${isBetter ? '模型的预测更好' : '模型的预测并不更好'}。`,
  notForward: '没有一个月此前的数据足以检验：残差须多于自由参数，且每组观测须有三个月。',
  nothing: '这些参数都不影响任何观测值，无从拟合。',
  unmoved: (names) => `观测值不随${zhList(names.map(quoted))}变化，保留文件原值。`,
  atEnd: (names) => `落在取值范围端点的有：${zhList(names.map(quoted))}。观测值要求超出这一范围。`,
  numbers: ['参数', '路径', '范围', '文件原值', '拟合值'],
  range: (low, high) => `${low} 至 ${high}`,
  observations: ['观测', '月数', '文件原值误差', '拟合', '预测', '沿用均值'],
  none: '–',
  chart: {
    headline: (forecast, naive) => `预测下一个月平均误差 ${forecast}，沿用前三个月均值为 ${naive}`,
    fittedHeadline: (fitted) => `拟合后模型平均偏离参考水平 ${fitted}`,
    subtitle: '每月数量：以全部月份拟合，以及以各月之前的数据拟合',
    note: (fitted, forecast, naive) =>
      `误差：拟合 ${fitted}${forecast === undefined ? '' : `，预测 ${forecast}，沿用均值 ${naive}`}`,
    observed: '观测值',
    fitted: '以全部月份拟合',
    forecast: '以此前各月预测',
    naive: '前三个月均值',
  },
  why: (observations, last, range) => `按${zhList(observations.map(quoted))}截至 ${last} 的数据拟合，范围 ${range}`,
};

function quoted(name: string): string {
  return `“${name}”`;
}

function span(months: readonly string[], to: string): string {
  return [...new Set([months[0], months.at(-1)])].join(to);
}

/** The words of a language. */
export function fitWords(language: Language): FitWords {
  return { en: EN, zh: ZH }[language];
}
