/** What is found of the documents' claims, in each language. */
import type { Finding } from '../../model/network.ts';
import { formatCount, formatNumber } from './format.ts';
import type { Language } from './languages.ts';
import { quantity } from './zh-quantities.ts';

export interface ClaimWords {
  readonly title: string;
  readonly intro: string;
  /** claim, source, test, verdict, what it came to, why, what turns it. */
  readonly head: readonly string[];
  readonly found: Readonly<Record<Finding, string>>;
  /** What was found where the file says otherwise. */
  otherwise(found: string, stated: string): string;
  line(document: string, line: number): string;
  /** What the reason says, and what its comparison came to; where that does not hold, so much is said. */
  reason(text: string | undefined, that: string, came: string, isMet: boolean): string;
  rival(values: readonly string[], came: string, isFlipped: boolean): string;
  /** A value as a file writes it. */
  set(name: string, value: string): string;
  turns(name: string, value: string, from: string, to: string, isMetBelow: boolean): string;
  never(name: string, from: string, to: string): string;
  count(all: number, held: number, contradicted: number, undecided: number): string;
  astray(count: number): string;
  readonly untestable: string;
  /** A claim that can't be tested, and why not. */
  open(what: string, why: string): string;
  untested(count: number): string;
}

const EN: ClaimWords = {
  title: 'What the documents claim, put to the test',
  intro:
    'Each claim by a consequence that a run could refuse. Under the values of a rival the verdict flips; one that is undecided turns on a number that nobody knows, at the value given.',
  head: ['claim', 'source', 'test', 'verdict', 'came to', 'why', 'what turns it'],
  found: { held: 'holds', contradicted: 'contradicted', undecided: 'undecided' },
  otherwise: (found, stated) => `${found}, though the file says: ${stated}`,
  line: (document, line) => `${document}, line ${line}`,
  reason: (text, that, came, isMet) =>
    `${text === undefined ? '' : `${text} `}(${that}: ${isMet ? '' : 'not so, '}${came})`,
  rival: (values, came, isFlipped) =>
    `with ${values.join(', ')}: ${came}${isFlipped ? '' : ', which does not flip it'}`,
  set: (name, value) => `${name} = ${value}`,
  turns: (name, value, from, to, isMetBelow) =>
    `${name}: from ${value} on it ${isMetBelow ? 'no longer holds' : 'holds'} (looked at from ${from} to ${to})`,
  never: (name, from, to) => `${name} does not turn it anywhere from ${from} to ${to}`,
  count: (all, held, contradicted, undecided) =>
    `${formatCount(all, 'claim')} put to the test: ${formatNumber(held)} ${held === 1 ? 'holds' : 'hold'}, ${formatNumber(contradicted)} contradicted, ${formatNumber(undecided)} undecided.`,
  astray: (count) => `${formatCount(count, 'claim')} not as the file says.`,
  untestable: 'Claims that no scenario can test, and why',
  open: (what, why) => `${what}: ${why}`,
  untested: (count) => `${formatCount(count, 'figure')} of the ledger ${count === 1 ? 'is' : 'are'} in no test`,
};

const ZH: ClaimWords = {
  title: '文件论断的检验',
  intro:
    '每项论断都以一个模型可能否定的后果来检验。换成对立的数值，结论即翻转；尚无定论的论断取决于一个无人确知的数，表中给出其翻转点。',
  head: ['论断', '出处', '检验', '结论', '结果', '理由', '翻转条件'],
  found: { held: '成立', contradicted: '不成立', undecided: '尚无定论' },
  otherwise: (found, stated) => `${found}（文件称：${stated}）`,
  line: (document, line) => `文件 ${document} 第 ${line} 行`,
  reason: (text, that, came, isMet) => `${text ?? ''}（${that}：${isMet ? '' : '并非如此，'}${came}）`,
  rival: (values, came, isFlipped) => `取 ${values.join('，')} 时：${came}${isFlipped ? '' : '，结论不变'}`,
  set: (name, value) => `${name} = ${quantity(value)}`,
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
