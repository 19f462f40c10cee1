/** What scenario discovery says, in each language. */
import type { Language } from './languages.ts';
import { EN_QUANTITIES, list } from './quantities.ts';
import { ZH_QUANTITIES, list as zhList } from './zh-quantities.ts';

/** Conditions that a sentence names; a table has them all. */
const MOST = 4;

const EN = {
  quantities: EN_QUANTITIES,
  above: (name: string, low: string): string => `${name} above ${low}`,
  below: (name: string, high: string): string => `${name} below ${high}`,
  between: (name: string, low: string, high: string): string => `${name} from ${low} to ${high}`,
  among: (name: string, values: readonly string[]): string =>
    `“${name}”: ${list(values).replace(/ and (?=[^ ]*$)/, ' or ')}`,
  conditions: (all: readonly string[]): string => list(all, MOST),
  /** Which rows are cases of interest: the metric above or below a value. */
  interest: (metric: string, isAbove: boolean, value: string): string =>
    `${metric} ${isAbove ? 'above' : 'below'} ${value}`,
  count: (cases: string, rows: string, share: string, interest: string, given: string | undefined): string =>
    `${cases} of ${rows} replicates${given === undefined ? '' : ` with ${given}`} have ${interest} (${share}).`,
  box: (conditions: string, coverage: string, density: string): string =>
    `They come about with ${conditions}: this takes in ${coverage} of them (coverage), and of the replicates there ${density} are such (density).`,
  nothing: 'No limit on the assumptions tells them from the others.',
  chance: (names: readonly string[], isOne: boolean): string =>
    `The limit on ${list(names)} may be chance (quasi-p above 5 %${isOne ? '' : ' each'}).`,
  swallowed: (name: string, option: string): string =>
    `“${name}” decides alone, so that nothing is seen of the others: ask again with ${option}, or with another of its values, about a bound that then differs.`,
  stability: (halves: number, coverage: string, density: string): string =>
    `Sought in ${halves} random halves of the replicates, the box has a coverage of ${coverage} and a density of ${density} in the other half, on average.`,
  unstable: (names: readonly string[]): string => `Fewer than half of them restrict ${list(names)}.`,
  few: (cases: string): string => `There are only ${cases} such replicates; more runs would tell more.`,
  /** `isAmong`: another is so more often, which is no choice of those for whom the study is. */
  policy: (title: string, share: string, isNamed: boolean, isAmong: boolean): string =>
    `${isAmong ? 'Of what those can do for whom the study is, ' : ''}“${title}” ${isNamed ? 'is good enough in' : 'is good enough most often, in'} ${share} of the replicates. Where does it fail?`,
  shares: (items: readonly { readonly title: string; readonly share: string }[]): string =>
    `Good enough in: ${items.map(({ title, share }) => `“${title}” ${share}`).join('; ')}.`,
  section: 'When it comes about',
  caption: 'The limits of the box, the one that matters most first',
  table: ['assumption', 'limit', 'quasi-p', 'without it: coverage', 'density', 'of 10 halves'],
  chart: {
    title: (conditions: string): string => `Mostly with ${conditions}`,
    density: 'density: share of the replicates in the box that are such',
    coverage: 'coverage: share of all such replicates that are in the box',
    tried: 'boxes tried',
    chosen: 'the box chosen',
  },
};

/** Texts of values are formatted; conditions are those of `above` and the like. */
export type DiscoverWords = typeof EN;

const quoted = (name: string) => `“${name}”`;

const ZH: typeof EN = {
  quantities: ZH_QUANTITIES,
  above: (name, low) => `“${name}”高于 ${low}`,
  below: (name, high) => `“${name}”低于 ${high}`,
  between: (name, low, high) => `“${name}”在 ${low} 至 ${high} 之间`,
  among: (name, values) => `“${name}”为${values.join('或')}`,
  conditions: (all) =>
    all.slice(0, MOST).join('，且') + (all.length > MOST ? `，另有 ${all.length - MOST} 项限定` : ''),
  interest: (metric, isAbove, value) => `“${metric}”${isAbove ? '高于' : '低于'} ${value}`,
  count: (cases, rows, share, interest, given) =>
    `${given === undefined ? '' : `在${given}的条件下，`}${rows} 次模拟中有 ${cases} 次出现${interest}（${share}）。`,
  box: (conditions, coverage, density) =>
    `这些情形出现于：${conditions}。其中包含了 ${coverage} 的此类情形（覆盖率），该范围内 ${density} 的模拟属于此类（密度）。`,
  nothing: '对各项假设的任何限定都不能将其与其余情形区分开。',
  chance: (names) => `对${zhList(names.map(quoted))}的限定可能出于偶然（准 p 值高于 5 %）。`,
  swallowed: (name, option) =>
    `“${name}”单独决定结果，因而看不出其他假设的作用：请加上 ${option}（或其另一取值）并另选界限再问。`,
  stability: (halves, coverage, density) =>
    `在 ${halves} 个随机半数样本中寻找，所得范围在另一半样本中的平均覆盖率为 ${coverage}，平均密度为 ${density}。`,
  unstable: (names) => `其中不到一半限定了${zhList(names.map(quoted))}。`,
  few: (cases) => `此类模拟仅有 ${cases} 次；增加次数可看得更清楚。`,
  policy: (title, share, isNamed, isAmong) =>
    isNamed
      ? `指定的政策“${title}”在 ${share} 的模拟中足够好。它在何处失败？`
      : `${isAmong ? '在决策一方可选的方案中，' : ''}“${title}”在最多的模拟中足够好：${share}。它在何处失败？`,
  shares: (items) => `足够好的比例：${items.map(({ title, share }) => `“${title}” ${share}`).join('；')}。`,
  section: '何时会出现',
  caption: '方框的各项限制，最重要者在前',
  table: ['假设', '限定', '准 p 值', '去掉后的覆盖率', '密度', '十个半数样本中'],
  chart: {
    title: (conditions) => `多见于：${conditions}`,
    density: '密度：范围内属于此类的比例',
    coverage: '覆盖率：此类情形中落在范围内的比例',
    tried: '试过的范围',
    chosen: '选定的范围',
  },
};

/** The words of a language. */
export function discoverWords(language: Language): DiscoverWords {
  return { en: EN, zh: ZH }[language];
}
