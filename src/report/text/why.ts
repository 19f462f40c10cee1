/** What is said of causes, in each language. */
import type { Day } from '../../quantity/calendar.ts';
import type { Language } from './languages.ts';
import { EN_QUANTITIES as EN_Q } from './quantities.ts';
import { zhField } from './zh-fields.ts';
import { ZH_QUANTITIES as ZH_Q } from './zh-quantities.ts';

/** A cause as a sentence names it, and what it did: an amount with its unit, and its share where shares mean something. */
export interface Told {
  readonly name: string;
  readonly amount: string;
  readonly share: string | undefined;
}

/** A cause, and by how much it makes something more or less. */
export interface Changed {
  readonly name: string;
  readonly amount: string;
  readonly isMore: boolean;
}

/** What causes did to one user; names and amounts are texts. */
export interface Effects {
  readonly harms: readonly Told[];
  /** Changes of need, apart: more was needed, or less. */
  readonly needed: readonly Told[];
  readonly notNeeded: readonly Told[];
  readonly reliefs: readonly Told[];
  /** Harms that left more, and reliefs that took some. */
  readonly freed: readonly Told[];
  readonly took: readonly Told[];
  /** Whether reliefs took some of what harms cost away again. */
  readonly isRelieved: boolean;
}

const told = ({ name, amount, share }: Told, verb = '') =>
  `${name}${verb} ${amount}${share === undefined ? '' : ` (${share})`}`;

/** `“a” cost 902 t (80 %), “b” 30 t and “c” 2 t`. */
const enRow = (items: readonly Told[], verb: string) =>
  EN_Q.list(items.map((item, n) => told(item, n === 0 ? ` ${verb}` : '')));

/** Names of terms of the forward label (metrics/why/place.ts). */
const EN_PLACE: Readonly<Record<string, (name: string) => string>> = {
  start: (name) => `what ${name} held at the start`,
  ordering: (name) => `${name}, of which less was ordered`,
  capacity: (name) => `the capacity of ${name}`,
  allow: (name) => `${name}, which let less through`,
  limit: (name) => `the limit of ${name}`,
  quota: (name) => `the quota of ${name}`,
  review: (name) => `the review of ${name}`,
  lead: (name) => `the longer way of ${name}`,
  recipe: (name) => `the recipe of ${name}`,
  dry: (name) => `${name}, drawn empty by others`,
  floor: (name) => `the floor of ${name}`,
  conserve: (name) => `${name}, who stretched what there was`,
  taken: (name) => `${name}, which took more`,
  needed: (name) => `${name}, who needed more`,
  forgone: (name) => `${name}, who used less for its price`,
  twin: (name) => `${name}, lacking without any cause`,
};

const EN = {
  language: 'en' as Language,
  /** A cause by its title, the day from which it counts, and what else is to be known: whose it is where titles are alike. */
  cause: (title: string, others: readonly string[], day: Day | undefined): string => {
    const known = [...others, ...(day === undefined ? [] : [`from ${EN_Q.longDate(day)}`])];
    return `“${title}”${known.length === 0 ? '' : ` (${known.join(', ')})`}`;
  },
  /** A state of a process, and when it begins. */
  since: (state: string, day: Day): string => `${state} from ${EN_Q.longDate(day)}`,
  byChance: 'by chance',
  /** What a phase without a title sets: `allow 0 %`. */
  sets: (terms: readonly { readonly term: string; readonly value: string | undefined }[]): string =>
    terms.map(({ term, value }) => (value === undefined ? term : `${term} ${value}`)).join(', '),
  /** A section of a file, such as its events. */
  section: (key: string): string => (key === 'events' ? 'dated events' : key),
  /** A field of an entity, and that it has other values from a date on, or moves by itself. */
  schedule: (field: string, of: string): string => `${field} of ${of}`,
  changed: (field: string, of: string): string => `changed ${field} of ${of}`,
  short: (user: string, amount: string, end: Day): string =>
    `${EN_Q.capital(user)} lack ${amount} by ${EN_Q.longDate(end)}.`,
  behind: (user: string, amount: string, end: Day, wait: string, waiting: string | undefined): string => {
    const left = waiting === undefined ? 'nothing waits at the end' : `${waiting} still waits at the end`;
    return `${EN_Q.capital(user)} fall behind by ${amount} in all by ${EN_Q.longDate(end)}; the longest wait is ${wait}, and ${left}.`;
  },
  none: (user: string, end: Day): string => `${EN_Q.capital(user)} lack nothing by ${EN_Q.longDate(end)}.`,
  /** What a user lacks over replicates; of one who waits, falls behind by. */
  mean: (user: string, amount: string, range: string, runs: number, isLate: boolean): string =>
    `Over ${EN_Q.number(runs)} replicates ${user} ${isLate ? 'fall behind by' : 'lack'} ${amount} in the mean, and in nine of ten ${range}.`,
  base: (amount: string): string => `Without any of these causes they would lack ${amount}.`,
  effects: ({ harms, needed, notNeeded, reliefs, freed, took, isRelieved }: Effects): string => {
    const parts = [
      ...(harms.length > 0 ? [enRow(harms, isRelieved ? 'would have cost' : 'cost')] : []),
      ...(needed.length > 0 ? [`more was needed: ${EN_Q.list(needed.map((one) => told(one)))}`] : []),
      ...(took.length > 0 ? [enRow(took, 'took')] : []),
      ...(reliefs.length > 0 ? [enRow(reliefs, 'saved')] : []),
      ...(notNeeded.length > 0 ? [`less was needed: ${EN_Q.list(notNeeded.map((one) => told(one)))}`] : []),
      ...(freed.length > 0 ? [enRow(freed, 'freed')] : []),
    ];
    return `${EN_Q.capital(EN_Q.clauses(parts))}.`;
  },
  /** Reliefs that serve others. */
  idle: (names: readonly string[]): string =>
    `Nothing was saved by ${EN_Q.list(names)}, which serve${names.length === 1 ? 's' : ''} others.`,
  others: (count: number): string => (count === 1 ? 'one other cause' : `${count} other causes`),
  /** What the terms of a phase share of what it adds. */
  fields: (name: string, terms: readonly string[]): string => `Of ${name}: ${EN_Q.list(terms)}.`,
  /** Where it was lost; the share is undefined where it is all of it. */
  lost: (items: readonly { readonly name: string; readonly share: string | undefined }[]): string =>
    items.length === 1 && items[0]?.share === undefined
      ? `All of it was lost at ${items[0]?.name}.`
      : `It was lost at ${EN_Q.list(items.map(({ name, share }) => `${name} (${share})`))}.`,
  /** A place, since when its rule has been so, and in which states of processes. */
  place: (
    term: string,
    name: string,
    since: Day | undefined,
    states: readonly { readonly process: string; readonly state: string }[],
  ): string => {
    const asked =
      states.length === 0 ? '' : ` (${states.map(({ process, state }) => `${process}: ${state}`).join(', ')})`;
    const from = since === undefined ? '' : `, from ${EN_Q.longDate(since)}`;
    return `${(EN_PLACE[term] ?? ((own) => own))(name)}${asked}${from}`;
  },
  policies: (user: string, from: string, to: string, before: string | undefined, after: string | undefined): string =>
    `${EN_Q.capital(user)} lack ${before ?? 'nothing'} under “${from}” and ${after ?? 'nothing'} under “${to}”.`,
  changes: (items: readonly Changed[]): string =>
    `Of the difference: ${EN_Q.clauses(items.map(({ name, amount, isMore }) => `${name} ${isMore ? 'adds' : 'saves'} ${amount}`))}.`,
  /** What a price makes a user forgo; `base`: without any cause, or under the first of two policies. */
  forgone: (
    user: string,
    { lacked, base }: { readonly lacked: string; readonly base: string | undefined },
    policies: { readonly from: string; readonly to: string } | undefined,
    items: readonly Changed[],
  ): string => {
    const amounts = policies
      ? `${base ?? 'nothing'} under “${policies.from}” and ${lacked} under “${policies.to}”`
      : `${lacked}${base === undefined ? '' : `, ${base} of it without any of these causes`}`;
    const did = items.map(({ name, amount, isMore }) => `${name} ${isMore ? 'adds' : 'takes away'} ${amount}`);
    return `The price makes ${user} forgo ${amounts}, which counts as no shortage${did.length === 0 ? '' : `: ${EN_Q.clauses(did)}`}.`;
  },
  notes: {
    merged: (causes: number, merge: string): string =>
      `${causes} changes are too many to weigh each by itself: they are taken together by ${merge}.`,
    sampled: (pairs: number): string =>
      `Values are means over ${EN_Q.number(pairs)} orders of the causes and their reverses, drawn at random.`,
    without: {
      open: 'Without a phase its licence is open until the next; without another change things stay as at the start.',
      before:
        'Without a change what held before it goes on: a closure costs what it would if it had lasted, and the phase that ended it saves the rest.',
    },
    stretched: 'Users who stretch their stock lack something from the day they stretch it.',
    labels: 'Tonnes mix in a stock: what was drawn down in one spell is still missing in the next.',
    /** A pair of orders in each replicate. */
    sampledEach:
      'In each replicate a cause adds what it adds in one order drawn at random and in its reverse: means are right, and ranges too wide.',
    noChange: 'Nothing changes in this scenario: there are no causes to weigh.',
  },
  report: {
    heading: 'Why',
    /** Said of the central run, beside an ensemble. */
    central: (sentence: string): string => `In the central run: ${sentence}`,
    ofCentral: 'What follows is of the central run; amounts above are means over all runs.',
    /** Of no cause with an effect, or too many. */
    unweighed: (causes: number): string =>
      causes === 0
        ? 'No change in this scenario has an effect: whoever is short is so from the start, and there are no causes to weigh.'
        : `${causes} causes are too many to be weighed beside a run: \`chokepoint why\` weighs them.`,
    policies: 'In the central run, what each thing that a policy sets does, by itself and beside the others:',
  },
  table: {
    cause: 'cause',
    amount: 'adds',
    share: 'share of harms',
    alone: 'less if it alone were out',
    mean: 'mean',
    range: '5 to 95 %',
    place: 'place',
    other: 'other',
    all: 'all',
    base: 'without any cause',
    lacked: 'lacked',
    would: 'would have been',
    forgone: 'forgone for the price',
  },
  chart: {
    waterfall: (users: string): string => `What ${users} lack, and why`,
    time: (users: string): string => `When ${users} lack something, and why`,
    /** What the first user lacks, and the causes that cost it the most, as much each. */
    most: (user: string, lacked: string, causes: readonly string[], amount: string): string =>
      `${EN_Q.capital(user)} would lack ${lacked}; ${EN_Q.list(causes)} ${causes.length === 1 ? `costs most, ${amount}` : `cost most, ${amount} each`}`,
    /** The most that it lacks in a step, and when it first does. */
    peak: (user: string, amount: string, step: string, day: Day): string =>
      `${EN_Q.capital(user)} would lack up to ${amount} in ${step}, reached on ${EN_Q.longDate(day)}`,
    harm: 'adds to what is lacked',
    relief: 'takes away from it',
    whole: 'what is lacked',
    would: 'The upper edge is what would be lacked without reliefs; where the line is above it, they took some.',
    unit: (unit: string, step: string): string => `${unit} in each step of ${step}`,
    /** Of two policies, what makes the difference. */
    between: (from: string, to: string): string => `From “${from}” to “${to}”`,
    /** Users for whom there is no room. */
    more: (users: string): string => `Not shown: ${users}.`,
    central: 'Central run',
    means: (runs: number): string => `Means over ${EN_Q.number(runs)} replicates`,
    /** A mean and what nine of ten lie within. */
    ranged: (mean: string, range: string): string => `${mean} (${range})`,
    whisker: 'Whiskers and ranges: 5 to 95 % of replicates.',
  },
};

export type WhyWords = typeof EN;

const zhRow = (items: readonly Told[], verb: string) =>
  items
    .map(({ name, amount, share }) => `${name}${verb} ${amount}${share === undefined ? '' : `（${share}）`}`)
    .join('，');

const ZH_PLACE: Readonly<Record<string, (name: string) => string>> = {
  start: (name) => `期初${name}的存量`,
  ordering: (name) => `${name}的订货减少`,
  capacity: (name) => `${name}的产能或运力`,
  allow: (name) => `${name}的放行比例`,
  limit: (name) => `${name}的限额`,
  quota: (name) => `${name}的配额`,
  review: (name) => `${name}的审查`,
  lead: (name) => `${name}的运输时间延长`,
  recipe: (name) => `${name}的单耗变化`,
  dry: (name) => `${name}（被他人提空）`,
  floor: (name) => `${name}的保底库存`,
  conserve: (name) => `${name}的节约使用`,
  taken: (name) => `${name}的额外提取`,
  needed: (name) => `${name}的需求增加`,
  forgone: (name) => `${name}因价格少用`,
  twin: (name) => `${name}（无任何原因时也短缺）`,
};

const ZH: typeof EN = {
  language: 'zh',
  cause: (title, others, day) => {
    const known = [...others, ...(day === undefined ? [] : [`自${ZH_Q.longDate(day)}起`])];
    return `“${title}”${known.length === 0 ? '' : `（${known.join('，')}）`}`;
  },
  since: (state, day) => `自${ZH_Q.longDate(day)}起 ${state}`,
  byChance: '随机变动',
  sets: (terms) =>
    terms.map(({ term, value }) => (value === undefined ? zhField(term) : `${zhField(term)} ${value}`)).join('、'),
  section: (key) => (key === 'events' ? '带日期的事件' : key),
  schedule: (field, of) => `${of}的${zhField(field)}`,
  changed: (field, of) => `${of}的${zhField(field)}变动`,
  short: (user, amount, end) => `截至${ZH_Q.longDate(end)}，${user}短缺 ${amount}。`,
  behind: (user, amount, end, wait, waiting) =>
    `截至${ZH_Q.longDate(end)}，${user}累计拖欠 ${amount}，最长等待 ${wait}，期末${waiting === undefined ? '无积欠' : `尚欠 ${waiting}`}。`,
  none: (user, end) => `截至${ZH_Q.longDate(end)}，${user}没有短缺。`,
  mean: (user, amount, range, runs, isLate) =>
    `在 ${ZH_Q.number(runs)} 次模拟中，${user}平均${isLate ? '拖欠' : '短缺'} ${amount}，十次中九次为 ${range}。`,
  base: (amount) => `即使没有上述任何原因，也会短缺 ${amount}。`,
  effects: ({ harms, needed, notNeeded, reliefs, freed, took, isRelieved }) => {
    const parts = [
      ...(harms.length > 0 ? [zhRow(harms, isRelieved ? '本会造成短缺' : '造成短缺')] : []),
      ...(needed.length > 0 ? [zhRow(needed, '使需求增加，短缺')] : []),
      ...(took.length > 0 ? [zhRow(took, '占用')] : []),
      ...(reliefs.length > 0 ? [zhRow(reliefs, '挽回')] : []),
      ...(notNeeded.length > 0 ? [zhRow(notNeeded, '使需求减少，少缺')] : []),
      ...(freed.length > 0 ? [zhRow(freed, '腾出')] : []),
    ];
    return `${parts.join('；')}。`;
  },
  idle: (names) => `${ZH_Q.list(names)}未能挽回任何短缺，因其供应他人。`,
  others: (count) => `其余 ${count} 项原因`,
  fields: (name, terms) => `其中${name}：${ZH_Q.list(terms)}。`,
  lost: (items) =>
    items.length === 1 && items[0]?.share === undefined
      ? `全部损失于${items[0]?.name}。`
      : `损失于${ZH_Q.list(items.map(({ name, share }) => `${name}（${share}）`))}。`,
  place: (term, name, since, states) => {
    const asked = states.map(({ process, state }) => `${process}：${state}`).join('，');
    const from = since === undefined ? '' : `自${ZH_Q.longDate(since)}起`;
    return `${from}${(ZH_PLACE[term] ?? ((own) => own))(name)}${asked === '' ? '' : `（${asked}）`}`;
  },
  policies: (user, from, to, before, after) =>
    `${user}在“${from}”下${before === undefined ? '没有短缺' : `短缺 ${before}`}，在“${to}”下${after === undefined ? '没有短缺' : `短缺 ${after}`}。`,
  changes: (items) =>
    `差额之中：${items.map(({ name, amount, isMore }) => `${name}${isMore ? '增加' : '减少'} ${amount}`).join('；')}。`,
  forgone: (user, { lacked, base }, policies, items) => {
    const amounts = policies
      ? `在“${policies.from}”下少用 ${base ?? '0'}，在“${policies.to}”下少用 ${lacked}`
      : `少用 ${lacked}${base === undefined ? '' : `（其中 ${base} 与上述原因无关）`}`;
    const did = items.map(({ name, amount, isMore }) => `${name}使其${isMore ? '增加' : '减少'} ${amount}`);
    return `价格上涨使${user}${amounts}，不计入短缺${did.length === 0 ? '' : `：${did.join('；')}`}。`;
  },
  notes: {
    merged: (causes, merge) =>
      `变动共 ${causes} 项，难以逐项衡量，故按${{ date: '日期', licence: '许可', entity: '对象', section: '类别' }[merge] ?? merge}合并。`,
    sampled: (pairs) => `数值为随机抽取的 ${ZH_Q.number(pairs)} 种先后次序及其逆序的均值。`,
    without: {
      open: '去掉某一阶段，即其许可在下一阶段之前保持开放；去掉其他变动，即维持期初状态。',
      before: '去掉某一变动，即此前的状态继续有效：封锁按一直持续计其损失，结束封锁的阶段则计为挽回。',
    },
    stretched: '节约使用库存的用户，自开始节约之日起即计为短缺。',
    labels: '库存之中各批货物相混：一段时期内提空的，在下一段时期仍显缺少。',
    sampledEach: '每次模拟只按随机抽取的一种先后次序及其逆序计算各项原因：均值无偏，范围偏宽。',
    noChange: '本情景没有任何变动，因而没有可衡量的原因。',
  },
  report: {
    heading: '为何短缺',
    central: (sentence) => `在中心情形下：${sentence}`,
    ofCentral: '以下为中心情形；上文的数量为全部模拟的均值。',
    unweighed: (causes) =>
      causes === 0
        ? '本情景中没有任何有影响的变动：短缺自始即有，没有可衡量的原因。'
        : `原因共 ${causes} 项，过多而未随本次运行衡量：请用 \`chokepoint why\` 衡量。`,
    policies: '在中心情形下，政策所设各项单独及与其他各项一起的作用：',
  },
  table: {
    cause: '原因',
    amount: '短缺增减',
    share: '占不利因素',
    alone: '仅去掉此项可少缺',
    mean: '均值',
    range: '5 % 至 95 %',
    ...{ place: '环节', other: '其他', all: '合计', base: '没有任何原因', lacked: '短缺', would: '本会短缺' },
    forgone: '因价格少用',
  },
  chart: {
    waterfall: (users) => `${users}缺多少，为何而缺`,
    time: (users) => `${users}何时短缺，为何而缺`,
    most: (user, lacked, causes, amount) =>
      `${user}短缺 ${lacked}；损失最大的原因是${ZH_Q.list(causes)}，${causes.length === 1 ? '' : '各 '}${amount}`,
    peak: (user, amount, step, day) => `${user}在 ${step}内至多缺 ${amount}，于${ZH_Q.longDate(day)}达到`,
    harm: '增加短缺',
    relief: '减少短缺',
    whole: '短缺',
    would: '上缘为若无缓解措施的短缺；折线高于上缘之处，缓解措施反使短缺增加。',
    unit: (unit, step) => `每步（${step}）${unit}`,
    between: (from, to) => `从“${from}”到“${to}”`,
    more: (users) => `未列出：${users}。`,
    central: '中心情形',
    means: (runs) => `${ZH_Q.number(runs)} 次模拟的均值`,
    ranged: (mean, range) => `${mean}（${range}）`,
    whisker: '须线与括号内范围：5 % 至 95 % 的模拟。',
  },
};

/** The words of a language. */
export function whyWords(language: Language): WhyWords {
  return { en: EN, zh: ZH }[language];
}
