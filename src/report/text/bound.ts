/** What the bound says, in each language. */
import type { Day } from '../../quantity/calendar.ts';
import type { Language } from './languages.ts';
import { EN_QUANTITIES, list, longDate } from './quantities.ts';
import { ZH_QUANTITIES, date as zhDate, list as zhList } from './zh-quantities.ts';

/** What a tonne more would be of. */
export interface Priced {
  readonly kind: 'stockpile' | 'flow' | 'limit' | 'grant';
  readonly name: string;
}

const EN = {
  quantities: EN_QUANTITIES,
  nobody: 'Nobody is short: there is nothing to avoid.',
  /** Nothing, all or a part of what somebody is short of could have been avoided by one who knew from a day on. */
  nothing: (who: string, simulated: string, day: Day): string =>
    `None of the ${simulated} that ${who} are short of could have been avoided, not even by one who knew on ${longDate(day)} all that was to come.`,
  everything: (who: string, simulated: string, day: Day): string =>
    `All of the ${simulated} that ${who} are short of could have been avoided by one who knew on ${longDate(day)} all that was to come.`,
  part: (who: string, simulated: string, saved: string, share: string, left: string, day: Day): string =>
    `Of the ${simulated} that ${who} are short of, one who knew on ${longDate(day)} all that was to come could have saved at most ${saved} (${share}); ${left} could not have been avoided.`,
  /** What an earlier warning, and news that came later, were worth; `left` is undefined where nothing is. */
  ahead: (weeks: number, left: string | undefined): string =>
    `With ${weeks} weeks’ warning before the disruption all ${left === undefined ? 'of it' : `but ${left}`} could have been avoided.`,
  /** `saved` is undefined where it was worth nothing any more. */
  later: (items: readonly { readonly day: Day; readonly saved: string | undefined }[]): string =>
    `One who learned it only ${list(
      items.map(({ day, saved }, n) => {
        const amount = saved === undefined ? 'none' : `${n === 0 ? 'at most ' : ''}${saved}`;
        return `on ${longDate(day)}${n === 0 ? ' could have saved' : ''} ${amount}`;
      }),
    )}.`,
  tier: (priority: number, left: string): string =>
    `Of demands of priority ${priority}, at least ${left} is short, whatever is done.`,
  withoutWorse: (left: string): string =>
    `Where nobody may be worse off than in the simulation, at least ${left} is short.`,
  otherwise: (items: readonly { readonly name: string; readonly isMore: boolean; readonly amount: string }[]): string =>
    `Of the plans that are best, the one that changes least ships ${list(
      items.map(({ name, isMore, amount }) => `${amount} ${isMore ? 'more' : 'less'} by ${name}`),
    )}.`,
  ensemble: (runs: number, simulated: string, left: string, low: string, high: string): string =>
    `Over ${runs} replicates ${simulated} is short on average, and ${left} could not be avoided; avoidable is ${low} to ${high} in nine of ten.`,
  /** Things of which a tonne more, of any one of them, would save as much. */
  price: (items: readonly Priced[], day: Day, price: string): string => {
    const all = items.map(
      ({ kind, name }) =>
        ({
          stockpile: `on hand at ${name}`,
          flow: `of room on ${name}`,
          limit: `of the limit of ${name}`,
          grant: `granted to ${name}`,
        })[kind],
    );
    const [on, would] = [`on ${longDate(day)}`, `would save up to ${price}`];
    return all.length === 1
      ? `1 t more ${all[0]} ${on} ${would}.`
      : `1 t more ${on} ${would}: ${all.slice(0, -1).join(', ')} or ${all.at(-1)}.`;
  },
  /** What makes the bound lower than what could truly be done. */
  relaxed:
    'A bound, not a forecast: whoever could have done it knew the future and could direct every shipment, free of the rules by which users order and share.',
  loose: 'Where buyers can’t use each other’s goods the bound is lower than what could truly be done.',
  late: 'What is backordered counts once, when it falls behind.',
  size: (columns: string, rows: string): string =>
    `Solving a linear programme of up to ${columns} columns and ${rows} rows.`,
  reportTitle: (scenario: string): string => `What could have been avoided? ${scenario}`,
  scope: (solver: string): string =>
    `One run at central values, bounded by a linear programme; ${solver}, its certificates checked`,
  section: 'What could have been avoided',
  warning: {
    caption: (unit: string): string =>
      `The worth of warning: what one could save who learns by a date all that is to come (${unit})`,
    from: 'known from',
  },
  table: {
    caption: 'By user, with nobody worse off',
    user: 'user',
    missed: 'short',
    avoidable: 'avoidable',
    left: 'not avoidable',
  },
  chart: {
    title: (saved: string, simulated: string): string =>
      `At most ${saved} of ${simulated} short could have been avoided`,
    none: 'None of the shortage could have been avoided',
    avoidable: 'could have been avoided',
    left: 'could not, if nobody else is to be worse off',
    all: 'all users',
  },
};

/** Amounts are texts with their unit: `93 t`. */
export type BoundWords = typeof EN;

const ZH: typeof EN = {
  quantities: ZH_QUANTITIES,
  nobody: '无人短缺：没有可避免的短缺。',
  nothing: (who, simulated, day) => `${who}短缺的 ${simulated} 无法避免，即使有人在${zhDate(day)}预知此后的一切。`,
  everything: (who, simulated, day) => `若有人在${zhDate(day)}预知此后的一切，${who}短缺的 ${simulated} 可全部避免。`,
  part: (who, simulated, saved, share, left, day) =>
    `${who}短缺 ${simulated}，若有人在${zhDate(day)}预知此后的一切，最多可挽回 ${saved}（${share}）；${left} 无法避免。`,
  ahead: (weeks, left) =>
    `若在冲击前 ${weeks} 周得到预警，则${left === undefined ? '全部可以避免' : `仅有 ${left} 无法避免`}。`,
  later: (items) =>
    `${items
      .map(({ day, saved }, n) => {
        const amount = saved === undefined ? '则已无可挽回' : n === 0 ? `最多可挽回 ${saved}` : `则为 ${saved}`;
        return `${n === 0 ? '若迟至' : ''}${zhDate(day)}才得知，${amount}`;
      })
      .join('；')}。`,
  tier: (priority, left) => `优先级为 ${priority} 的需求，无论如何至少短缺 ${left}。`,
  withoutWorse: (left) => `若任何人的处境都不得差于模拟，则至少短缺 ${left}。`,
  otherwise: (items) =>
    `在最优方案中，改动最少者：${zhList(items.map(({ name, isMore, amount }) => `${name}${isMore ? '多' : '少'}发货 ${amount}`))}。`,
  ensemble: (runs, simulated, left, low, high) =>
    `在 ${runs} 次模拟中，平均短缺 ${simulated}，其中 ${left} 无法避免；十次中有九次，可避免的为 ${low} 至 ${high}。`,
  price: (items, day, price) => {
    const all = items.map(
      ({ kind, name }) =>
        ({ stockpile: `${name}的库存`, flow: `${name}的运力`, limit: `${name}的限额`, grant: `${name}获批的数量` })[
          kind
        ],
    );
    return `${zhDate(day)}${all.join('、')}${all.length > 1 ? '之中任一项' : ''}每多 1 t，最多可少短缺 ${price}。`;
  },
  relaxed: '这是界限而非预测：能做到的人须预知未来并支配每一批货物，不受用户订货与分配规则的约束。',
  loose: '在买家不能互用货物之处，此界限低于实际可达到的水平。',
  late: '延期交付的数量只在拖欠时计一次。',
  size: (columns, rows) => `求解至多 ${columns} 列、${rows} 行的线性规划。`,
  reportTitle: (scenario) => `哪些短缺本可避免？${scenario}`,
  scope: (solver) => `按中心取值模拟一次，以线性规划求界；${solver}，最优性证书已核验`,
  section: '本可避免的短缺',
  warning: { caption: (unit) => `预警的价值：在某日预知此后一切者最多可挽回多少（${unit}）`, from: '得知之日' },
  table: {
    caption: '按用户，任何人的处境都不变差',
    user: '用户',
    missed: '短缺',
    avoidable: '可避免',
    left: '不可避免',
  },
  chart: {
    title: (saved, simulated) => `短缺 ${simulated}，最多可避免 ${saved}`,
    none: '短缺无一可避免',
    avoidable: '本可避免',
    left: '不可避免（不使他人处境变差）',
    all: '所有用户',
  },
};

/** The words of a language. */
export function boundWords(language: Language): BoundWords {
  return { en: EN, zh: ZH }[language];
}
