/** What is found of the documents' claims, in each language. */
import { formatNumber } from './format.ts';
import type { Language } from './languages.ts';
import { EN_QUANTITIES, writtenIn } from './quantities.ts';
import { ZH_FOUND } from './zh-check.ts';
import { ZH_QUANTITIES } from './zh-quantities.ts';

const EN = {
  title: 'What the documents claim, put to the test',
  intro:
    'Each claim by a consequence that a run could refuse. Under the values of a rival the verdict flips; one that is undecided turns on a number that nobody knows, at the value given.',
  /** claim, source, test, verdict, what it came to, why, what turns it. */
  head: ['claim', 'source', 'test', 'verdict', 'came to', 'why', 'what turns it'],
  found: { held: 'holds', contradicted: 'contradicted', undecided: 'undecided' },
  /** What was found where the file says otherwise. */
  otherwise: (found: string, stated: string): string => `${found}, though the file says: ${stated}`,
  line: (document: string, line: number): string => `${document}, line ${line}`,
  /** What the reason says, and what its comparison came to; where that does not hold, so much is said. */
  reason: (text: string | undefined, that: string, came: string, isMet: boolean): string =>
    `${text === undefined ? '' : `${text} `}(${that}: ${isMet ? '' : 'not so, '}${came})`,
  rival: (values: readonly string[], came: string, isFlipped: boolean): string =>
    `with ${values.join(', ')}: ${came}${isFlipped ? '' : ', which does not flip it'}`,
  /** What is set, as a file writes it. */
  set: (written: string): string => written,
  turns: (name: string, value: string, from: string, to: string, isMetBelow: boolean): string =>
    `${name}: from ${value} on it ${isMetBelow ? 'no longer holds' : 'holds'} (looked at from ${from} to ${to})`,
  never: (name: string, from: string, to: string): string => `${name} does not turn it anywhere from ${from} to ${to}`,
  count: (all: number, held: number, contradicted: number, undecided: number): string =>
    `${EN_QUANTITIES.count(all, 'claim')} put to the test: ${formatNumber(held)} ${held === 1 ? 'holds' : 'hold'}, ${formatNumber(contradicted)} contradicted, ${formatNumber(undecided)} undecided.`,
  astray: (count: number): string => `${EN_QUANTITIES.count(count, 'claim')} not as the file says.`,
  untestable: 'Claims that no scenario can test, and why',
  /** A claim that can't be tested, and why not. */
  open: (what: string, why: string): string => `${what}: ${why}`,
  untested: (count: number): string =>
    `${EN_QUANTITIES.count(count, 'figure')} of the ledger ${count === 1 ? 'is' : 'are'} in no test`,
};

export type ClaimWords = typeof EN;

const ZH: typeof EN = {
  title: '文件论断的检验',
  intro:
    '每项论断都以一个模型可能否定的后果来检验。换成对立的数值，结论即翻转；尚无定论的论断取决于一个无人确知的数，表中给出其翻转点。',
  head: ['论断', '出处', '检验', '结论', '结果', '理由', '翻转条件'],
  found: ZH_FOUND,
  otherwise: (found, stated) => `${found}（文件称：${stated}）`,
  line: (document, line) => `文件 ${document} 第 ${line} 行`,
  reason: (text, that, came, isMet) => `${text ?? ''}（${that}：${isMet ? '' : '并非如此，'}${came}）`,
  rival: (values, came, isFlipped) => `取 ${values.join('，')} 时：${came}${isFlipped ? '' : '，结论不变'}`,
  set: (written) => writtenIn(written, ZH_QUANTITIES),
  turns: (name, value, from, to, isMetBelow) =>
    `“${name}”达到 ${value} 起${isMetBelow ? '不再成立' : '成立'}（考察范围 ${from} 至 ${to}）`,
  never: (name, from, to) => `“${name}”在 ${from} 至 ${to} 范围内不改变结论`,
  count: (all, held, contradicted, undecided) =>
    `共检验 ${formatNumber(all)} 项论断：${formatNumber(held)} 项成立，${formatNumber(contradicted)} 项不成立，${formatNumber(undecided)} 项尚无定论。`,
  astray: (count) => `${formatNumber(count)} 项与文件所述不符。`,
  untestable: '无法以情景检验的论断及原因',
  open: (what, why) => `${what}：${why}`,
  untested: (count) => `台账中有 ${formatNumber(count)} 项尚未检验`,
};

/** The words of a language. */
export function claimWords(language: Language): ClaimWords {
  return { en: EN, zh: ZH }[language];
}
