/** What a stress test says, in each language. */
import type { LossKind } from '../../metrics/stress/losses.ts';
import type { Language } from './languages.ts';
import { capital, list, longDate } from './quantities.ts';
import { date as zhDate, list as zhList } from './zh-quantities.ts';

const LABELS: Readonly<Record<string, string>> = {
  ...{ China: '中国', US: '美国', EU: '欧盟', Japan: '日本', Korea: '韩国', India: '印度', Taiwan: '台湾' },
  ...{ Malaysia: '马来西亚', Australia: '澳大利亚', Pakistan: '巴基斯坦', Myanmar: '缅甸', elsewhere: '其他国家' },
  ore: '矿石',
  concentrate: '精矿',
  oxide: '氧化物',
  'light oxide': '轻稀土氧化物',
  'heavy oxide': '重稀土氧化物',
  metal: '金属',
  alloy: '合金',
  magnet: '磁体',
  compounds: '化合物',
  gallium: '镓',
  germanium: '锗',
  tungsten: '钨',
};

const EN = {
  title: (scenario: string): string => `What if each were lost? ${scenario}`,
  scope: (from: number, weeks: string, losses: number, world: 'undisturbed' | 'as-written'): string =>
    `${losses === 1 ? 'One loss' : `${losses} losses, one at a time`}, from ${longDate(from)} for ${weeks}; ${
      world === 'undisturbed' ? 'nothing else happens' : 'on top of what the scenario says'
    }`,
  /** What is lost, as the object of a sentence. */
  lost: (kind: LossKind, title: string): string =>
    ({
      flows: title,
      stockpiles: `everything from ${title}`,
      places: `everything from ${title}`,
      licences: title,
    })[kind],
  /** A label of a file: a material, or a place. */
  label: (label: string): string => label,
  weeks: (weeks: readonly number[]): string =>
    `${list(weeks.map(String))} ${weeks.length === 1 && weeks[0] === 1 ? 'week' : 'weeks'}`,
  nothing: (user: string, most: string): string => `No single loss of up to ${most} leaves ${user} short.`,
  /** `others`: how many other losses leave the user short, and which of them first. */
  short: ({
    lost,
    weeks,
    user,
    survives,
  }: {
    readonly lost: string;
    readonly weeks: string;
    readonly user: string;
    readonly survives: string;
  }): string => `Losing ${lost} for ${weeks} leaves ${user} short after ${survives}`,
  alone: (most: string): string => `; nothing else lost for up to ${most} does.`,
  others: (count: number, next: string, survives: string, most: string): string =>
    count === 1
      ? `; so does ${next}, lost for up to ${most} (after ${survives}), and nothing else.`
      : `; so do ${count} other losses of up to ${most}, the next of them ${next} (after ${survives}).`,
  /** Of a user who is short without a loss. */
  already: (user: string, survives: string, lost: string, weeks: string, want: string, base: string): string =>
    `${capital(user)} run short after ${survives} even with nothing lost, and ${base} of their need goes unmet; losing ${lost} as well for ${weeks} makes that ${want}.`,
  worst: (lost: string, weeks: string, user: string, want: string, loss: string | undefined): string =>
    `The gravest is to lose ${lost} for ${weeks}: over the run ${want} of the need of ${user} then goes unmet${
      loss === undefined ? '' : `, and all users together lose ${loss}`
    }.`,
  stage: (material: string, supplier: string, share: string, index: string): string =>
    `Of all stages that several supply, ${material} is the most concentrated: ${share} comes from ${supplier} (Herfindahl-Hirschman index ${index} of 10,000).`,
  sections: {
    losses: 'What each loss does',
    chart: 'How soon, and how much',
    stages: 'How concentrated supply is',
    meaning: 'What is meant',
  },
  table: {
    caption: 'Losses by risk exposure, those alone that leave anybody short',
    lost: 'lost',
    index: 'exposure',
    user: 'hurts most',
    survives: 'short after',
    recovers: 'recovers after',
    loss: 'loss',
    base: 'nothing',
    notYet: 'not by the end',
    never: 'never',
    stages: 'Stages of supply, before anything happens',
    material: 'material',
    production: 'made a year',
    herfindahl: 'HHI',
    suppliers: 'largest supplier',
    reliance: 'import reliance',
  },
  chart: {
    title: (lost: string, user: string, survives: string): string =>
      `Losing ${lost} leaves ${user} short soonest: after ${survives}`,
    calm: (most: string): string => `No single loss of up to ${most} leaves anybody short`,
    subtitle: (from: number): string => `Lost one at a time from ${longDate(from)} on, for so many weeks`,
    of: 'of the need over the run',
    cell: 'In a cell: weeks until the user is short. Its colour: the share of its need that the user goes without.',
    cellAlone: 'Cells of – : the user survives.',
    more: (count: number): string => `${count} more losses, with smaller effects, are in stress.csv.`,
    unhurt: (names: string): string => `Survive every loss: ${names}.`,
  },
  meaning: (world: 'undisturbed' | 'as-written'): readonly string[] => [
    'What is lost ships nothing while it is lost: a flow itself, all flows that take from a stockpile, all that take from any stockpile of a place, all under a licence. What is under way arrives, and buyers turn elsewhere as far as they can.',
    world === 'undisturbed'
      ? 'Nothing else happens: the file is run without its events, with licences as they were on the day before its start, and with processes in the state they begin in; what is planned by date goes on. So what is found is a property of the network, and losses compare. With --world as-written they come on top of what the file says.'
      : 'Losses come on top of all that the file says: its events, phases of licences, and the central paths of processes. The first row is the file as it is.',
    'Short after: time to survive, from the beginning of the loss to the first step that is short. Recovers after: from then to the first step from which none is short. Exposure: the share of its need that the user who is hurt most goes without, for the gravest duration.',
    'HHI: the Herfindahl-Hirschman index, the sum of 10,000 times the squared shares of suppliers: 10,000 where there is one alone; above 1,800 markets count as highly concentrated (US merger guidelines of 2023). Import reliance: (imports − exports)/(production + imports − exports); below 0 of a net exporter, and unknown (–) where all comes from outside of the network.',
  ],
};

/** Durations, shares and amounts are texts already. */
export type StressWords = typeof EN;

const ZH: typeof EN = {
  title: (scenario) => `若逐一失去，会怎样？${scenario}`,
  scope: (from, weeks, losses, world) =>
    `自${zhDate(from)}起逐一失去，共 ${losses} 项，各持续 ${weeks}；${
      world === 'undisturbed' ? '此外无事发生' : '叠加在情景所述之上'
    }`,
  lost: (kind, title) =>
    ({ flows: title, stockpiles: `${title}的全部供应`, places: `${title}的全部供应`, licences: title })[kind],
  label: (label) =>
    label
      .split('/')
      .map((one) => LABELS[one] ?? one)
      .join('/'),
  weeks: (weeks) => `${zhList(weeks.map(String))} 周`,
  nothing: (user, most) => `任何单项供应失去不超过 ${most}，都不会使${user}短缺。`,
  short: ({ lost, weeks, user, survives }) => `若失去${lost} ${weeks}，${user}将在 ${survives}后短缺`,
  alone: (most) => `；失去其他任何一项，只要不超过 ${most}，都不会如此。`,
  others: (count, next, survives, most) =>
    count === 1
      ? `；在 ${most}之内，另一项会使其短缺的是${next}（${survives}后），此外再无。`
      : `；在 ${most}之内，另有 ${count} 项也会如此，其次是${next}（${survives}后）。`,
  already: (user, survives, lost, weeks, want, base) =>
    `即使一无所失，${user}也在 ${survives}后短缺，其需求有 ${base}得不到满足；若再失去${lost} ${weeks}，则为 ${want}。`,
  worst: (lost, weeks, user, want, loss) =>
    `最严重的是失去${lost} ${weeks}：整个模拟期内，${user}的需求将有 ${want} 得不到满足${
      loss === undefined ? '' : `，所有用户共损失 ${loss}`
    }。`,
  stage: (material, supplier, share, index) =>
    `在有多个供应方的环节中，${material}最为集中：${share} 来自${supplier}（赫芬达尔—赫希曼指数 ${index}，满值 10,000）。`,
  sections: {
    losses: '各项失去的后果',
    chart: '多快短缺，缺多少',
    stages: '供应有多集中',
    meaning: '说明',
  },
  table: {
    caption: '按风险敞口排列，仅列使人短缺者',
    lost: '失去',
    index: '风险敞口',
    user: '受害最重者',
    survives: '短缺始于',
    recovers: '恢复用时',
    loss: '损失',
    base: '一无所失',
    notYet: '至期末未恢复',
    never: '不短缺',
    stages: '未受冲击时的各供应环节',
    material: '材料',
    production: '年产量',
    herfindahl: 'HHI',
    suppliers: '最大供应方',
    reliance: '进口依存度',
  },
  chart: {
    title: (lost, user, survives) => `失去${lost}最快使${user}短缺：${survives}后`,
    calm: (most) => `任何单项供应失去不超过 ${most}，都不会使人短缺`,
    subtitle: (from) => `自${zhDate(from)}起逐一失去若干周`,
    of: '的需求（整个模拟期）',
    cell: '格中数字：多少周后用户短缺；颜色：用户得不到满足的需求比例。',
    cellAlone: '“–”表示用户撑得过去。',
    more: (count) => `另有 ${count} 项影响较小，见 stress.csv。`,
    unhurt: (names) => `任何单项失去都撑得过去：${names}。`,
  },
  meaning: (world) => [
    '所失去者在失去期间不发货：一条流本身、取自某库存的所有流、取自某地区任一库存的所有流、某许可项下的所有流。在途货物仍会到达，买家尽其所能转向他处。',
    world === 'undisturbed'
      ? '此外无事发生：不含文件中的事件，许可维持开始前一日的状态，随机过程停留在初始状态；按日期计划的事项照常。因此结果是网络本身的性质，各项可比。用 --world as-written 则叠加在文件所述之上。'
      : '各项失去叠加在文件所述的一切之上：事件、许可阶段和随机过程的中心路径。首行为文件本身的结果。',
    '短缺始于：生存时间，自失去之日起至首个短缺的时步。恢复用时：自该时步至此后再无短缺的首个时步。风险敞口：受害最重的用户在最严重的时长下得不到满足的需求比例。',
    'HHI：赫芬达尔—赫希曼指数，即各供应方份额平方和乘以 10,000；仅有一个供应方时为 10,000，高于 1,800 视为高度集中（美国 2023 年《合并指南》）。进口依存度：（进口 − 出口）/（产量 + 进口 − 出口）；净出口者低于 0，全部来自网络之外者未知（–）。',
  ],
};

/** The words of a language. */
export function stressWords(language: Language): StressWords {
  return { en: EN, zh: ZH }[language];
}
