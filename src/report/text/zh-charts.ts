/** What charts say, in Chinese. */
import type { Per, ShortBranch, ShortUser, Spread } from './chart-text.ts';
import type { ChartText } from './en-charts.ts';
import type { AmountUnit } from './quantities.ts';
import { ZH_COMPARISONS } from './zh-comparisons.ts';
import { ZH_QUANTITIES as Q } from './zh-quantities.ts';

/** `（5 % 至 95 % 区间：202 至 3,982 t）`；两端相同时不写。 */
function range(spread: Spread | undefined, text: (value: number) => string): string {
  if (spread === undefined) return '';
  const [low, high] = [text(spread.low), text(spread.high)];
  return low === high ? '' : `（5 % 至 95 % 区间：${Q.range(low, high)}）`;
}

const amountOf = (unit: AmountUnit) => (value: number) => Q.amount(value, unit);

const PERS = { week: '周', month: '月', day: '天' } as const;

/** 价格指数：两位有效数字，10 以上三位。 */
const factor = (value: number) => Q.number(Number(value.toPrecision(value < 10 ? 2 : 3)));

const perText = (per: Per) => (typeof per === 'number' ? `${per} 天` : PERS[per]);

const ofRuns = (share: number) => (share === 1 ? '每次模拟' : `${Q.percent(share)} 的模拟`);

const inRuns = (share: number) => (share === 0 ? '任何一次模拟中都不短缺' : `${ofRuns(share)}中短缺`);

const lacks = ({ isBackordered, shortage, unit }: ShortUser, mean = '') =>
  `${isBackordered ? '延迟' : '缺'}${mean === '' ? ' ' : `${mean} `}${Q.amount(shortage, unit)}`;

const notMade = ({ lost, isBackordered }: ShortUser) =>
  lost === undefined ? undefined : `${isBackordered ? '推迟生产' : '少生产'} ${Q.count(lost.count, lost.product)}`;

const onAverage = (user: ShortUser) =>
  `平均${user.isBackordered ? '延迟' : '缺'} ${Q.amount(user.shortage, user.unit)}${range(user.spread, amountOf(user.unit))}`;

function shortSentence(user: ShortUser): string {
  const made = notMade(user);
  const tail = made === undefined ? '' : `，${made}`;
  const { title, isEnsemble, odds, days, spells, first } = user;
  if (!isEnsemble)
    return `${title}从 ${Q.longDate(first)}起短缺 ${Q.duration(days)}${spells === 1 ? '' : `（分 ${spells} 段）`}，${lacks(user)}${tail}`;
  return `${title}在${ofRuns(odds)}中出现短缺，${onAverage(user)}${tail}`;
}

/** 均值，及各情形的均值。 */
function branchSentence(user: ShortUser, branches: readonly ShortBranch[]): string {
  const parts = branches.map(
    ({ title, odds, shortage }) => `若${title}（${Q.percent(odds)}）为 ${Q.amount(shortage, user.unit)}`,
  );
  return `${user.title}平均${user.isBackordered ? '延迟' : '缺'} ${Q.amount(user.shortage, user.unit)}：${parts.join('，')}`;
}

function shortNote(user: ShortUser): string {
  const made = notMade(user);
  const tail = made === undefined ? [] : [made];
  const { isEnsemble, odds, days, spells, isOpen, peak } = user;
  if (isEnsemble) return Q.clauses([inRuns(odds), onAverage(user), ...tail]);
  const times = `${spells === 1 ? '' : `（分 ${spells} 段）`}${isOpen ? '，直至期末' : ''}`;
  return Q.clauses([`短缺 ${Q.duration(days)}${times}`, `最严重时缺 ${Q.percent(peak)}`, `共${lacks(user)}`, ...tail]);
}

const within = (days: number) => (days > 0 ? `${Q.duration(days)}内短缺` : '立即短缺');

export const ZH_CHARTS: ChartText = {
  ...ZH_COMPARISONS,
  language: 'zh',
  quantities: Q,
  common: {
    alt: (headline, panels, more = []) =>
      [headline, ...panels.map(({ of, note }) => `${of}：${note}`), ...more].join('。'),
    remark: (text) => `${text}。`,
    named: (remark, names) => `${remark}：${names}。`,
    unitEnding: (unit) => `（${unit}）`,
    rateUnit: (unit, per) => `${unit}/${perText(per)}`,
    rate: (amount, per) => `${amount}/${perText(per)}`,
    ensemble: (runs) => `${Q.number(runs)} 次模拟，每次重新抽取不确定的数值；许可证与阴影按中心情形`,
    fan: {
      outer: (runs, first) => `5–95 %（${first ? '前 ' : ''}${Q.number(runs)} 次模拟）`,
      inner: '25–75 %',
      median: '中位数',
      mean: '均值',
      central: '中心情形',
    },
    notDrawn: '未画出',
    neverAt: '从不',
    axis: { day: '%-m月%-d日', month: '%-m月', year: '%Y年' },
  },
  licences: {
    states: { open: '开放', restricted: '受限', closed: '关闭' },
    allowed: (share) => `准许 ${Q.percent(share)}`,
    limit: (amount) => `限额每年 ${amount}`,
    review: (days) => `审查 ${Q.exactDuration(days)}`,
    approved: (share) => `批准 ${Q.percent(share)}`,
    terms: (parts) => parts.join('，'),
    shading: (whose, state) =>
      `阴影：${whose === 'own' ? '许可证' : '其供应上最近的许可证'}${state === 'closed' ? '关闭' : '受限'}`,
    centralProcess: (title) => `${title}（中心情形）`,
    notShown: '上方未列出',
    dated: (date, title) => `${date}：${title}`,
  },
  shortages: {
    headline: ({ from, to, runs, subject, others, branches }) => {
      const between = `${Q.longDate(from)}至 ${Q.longDate(to)}`;
      const ever = runs === undefined ? '' : `在 ${Q.number(runs)} 次模拟中`;
      if (subject === undefined) return `${between}：${ever}无人短缺`;
      if (branches.length > 0) return branchSentence(subject, branches);
      if (subject.odds > 0) return shortSentence(subject);
      const count = others.length <= 3 ? Q.list(others) : `另有 ${others.length} 个用户`;
      return `${subject.title}${ever}不会短缺；${count}会短缺`;
    },
    note: shortNote,
    branch: (user, branch, odds) => `${user}：若${branch}（${Q.percent(odds)}）`,
    subtitle: '未满足的需求占同期需求的比例',
    inAtLeast: (share, runs, first, hasBranches) => {
      if (share !== 95) return `${share} %`;
      const all = hasBranches ? '' : `（${first ? '前 ' : ''}${Q.number(runs)} 次）`;
      return `${hasBranches ? '本栏' : ''}至少 95 % 的模拟短缺达到此值${all}`;
    },
    unmet: '未满足',
    alsoShort: '同样短缺',
    withOdds: (title, odds) => `${title}（${inRuns(odds)}）`,
    withAmount: (title, user) => `${title}（${lacks(user)}）`,
    neverShort: (isEnsemble) => (isEnsemble ? '任何一次模拟中都不短缺' : '从不短缺'),
    allServed: (isEnsemble) => `${isEnsemble ? '每次模拟中' : ''}需求全部满足`,
  },
  supply: {
    steady: (isEnsemble) => `${isEnsemble ? '至少 95 % 的模拟中，' : ''}没有库存降至期初可用天数的一半以下`,
    falls: ({ title, opens, lowest, spread, day, isEnsemble }) => {
      const start = `${title}：可用 ${Q.daysOfSupply(opens)}的库存`;
      const by = `${day === undefined ? '' : `在 ${Q.longDate(day)}`}${isEnsemble ? '（中位数）' : ''}`;
      if (spread === undefined)
        return lowest === 0 ? `${start}将${by}用尽` : `${start}将${by}降至 ${Q.daysOfSupply(lowest)}`;
      if (spread.high === 0) return `${start}在至少 95 % 的模拟中用尽`;
      if (lowest === 0) return `${start}在多数模拟中用尽${range(spread, Q.daysOfSupply)}`;
      return `${start}最低降至 ${Q.daysOfSupply(lowest)}，为中位数${range(spread, Q.daysOfSupply)}`;
    },
    fallsRarely: ({ title, opens, spread }) => {
      const low = spread?.low ?? 0;
      const falls = low === 0 ? '用尽' : `降至 ${Q.daysOfSupply(low)}或更少`;
      return `${title}：在最差的 5 % 模拟中，可用 ${Q.daysOfSupply(opens)}的库存将${falls}`;
    },
    staysNote: (days) => `保持在 ${Q.daysOfSupply(days)}`,
    rareNote: ({ opens, spread }) => {
      const low = spread?.low ?? 0;
      const falls = low === 0 ? '用尽' : `降至 ${Q.daysOfSupply(low)}或更少`;
      return `多数模拟中保持在 ${Q.daysOfSupply(opens)}；最差的 5 % ${falls}`;
    },
    note: ({ opens, lowest, spread, day, isEnsemble }) => {
      const low =
        spread === undefined
          ? `${isEnsemble ? '中位数最低' : '最低'} ${Q.daysOfSupply(lowest)}${day === undefined ? '' : `（${Q.shortDate(day)}）`}`
          : spread.high === 0
            ? '至少 95 % 的模拟中最低为 0 天'
            : `最低 ${Q.daysOfSupply(lowest)}，为中位数${range(spread, Q.daysOfSupply)}`;
      return Q.clauses([`期初 ${Q.daysOfSupply(opens)}`, low]);
    },
    beyond: (what) => ({ stock: '最高处超出刻度', kept: '目标天数超出刻度', both: '最高处与目标天数均超出刻度' })[what],
    subtitle: (isEnsemble) => `按现有用量库存可用的天数；${isEnsemble ? '点线' : '虚线'}：目标天数`,
    shortBelow: (isEnsemble) => `底部：其用户短缺${isEnsemble ? '（中心情形）' : ''}`,
    littleChanged: '变化不大',
    days: '天',
    stock: '库存',
    kept: '目标',
  },
  shipments: {
    headline: (of) => {
      switch (of.kind) {
        case 'free':
          return `${of.isEnsemble ? '任何一次模拟中，' : ''}没有许可证阻碍向用户发货`;
        case 'mean':
          return `${of.title}：平均发货 ${of.mean}${of.before === undefined ? '' : `，此前为 ${of.before}`}`;
        case 'nothing':
          return `${of.title}：始终无发货`;
        case 'stopped':
          return `${of.title}：自 ${Q.longDate(of.from)}起${of.days === undefined ? '至期末' : ` ${Q.duration(of.days)}`}无发货`;
        case 'unchanged':
          return `${of.title}：发货一如既往`;
        case 'falls':
          return `${of.title}：发货${of.before === undefined ? '' : `由 ${of.before} `}降至 ${of.to}（${Q.longDate(of.by)}）`;
      }
    },
    lines: {
      shipped: '凭许可证发货',
      delivered: '发货',
      beside: '从别处发给同一用户',
      ordered: '许可证下的订货',
      held: '已获许可未发货',
      waiting: '已申请待批',
    },
    ending: (what, unit) =>
      ({
        shipped: `：发货（${unit}）`,
        waiting: `：待批（${unit}）`,
        held: `：已获许可未发货（${unit}）`,
        applications: `：申请（${unit}）`,
      })[what],
    rates: (before, mean, isEnsemble) =>
      Q.clauses([
        ...(before === undefined ? [] : [`此前 ${before}`]),
        `平均 ${mean}${isEnsemble ? '（各时期、各次模拟）' : ''}`,
      ]),
    mostWaiting: (amount) => `待批最多 ${amount}`,
    mostHeld: (amount) => `已获许可未发货最多 ${amount}`,
    highest: (median, date, spread) =>
      `中位数最高 ${median}（${Q.shortDate(date)}${spread === '' ? '' : `；5 % 至 95 % 区间：${spread}`}）`,
    sums: '同一许可证下各流向的百分位数相加，视为同涨同落',
  },
  prices: {
    headline: ({ title, highest, day }) => {
      const of = `“${title}”的价格指数`;
      if (highest <= 1 + 1e-9) return day === undefined ? `半数模拟中${of}始终为 1` : `${of}始终为 1`;
      const times = `原价的 ${factor(highest)} 倍`;
      return day === undefined ? `半数模拟中${of}升至${times}以上` : `${of}在 ${Q.longDate(day)}升至${times}`;
    },
    subtitle: '价格指数（原价为 1），以及用户因涨价而放弃的用量',
    index: (market) => `${market}的价格指数`,
    note: ({ highest, day }) =>
      highest <= 1 + 1e-9
        ? day === undefined
          ? '半数模拟中始终为 1'
          : '始终为 1'
        : day === undefined
          ? `最高 ${factor(highest)}（中位数）`
          : `最高 ${factor(highest)}（${Q.longDate(day)}）`,
    forgoneBy: (user) => `${user}放弃的用量`,
    forgoneNote: (amount, isMean) => `${isMean ? '平均' : ''}共 ${amount}`,
    name: '价格指数',
    forgone: '放弃的用量',
  },
  quotas: {
    headline: ({ title, emptyDays, mostUsed, isCentral }) => {
      const start = isCentral ? '中心情形下，' : '';
      return emptyDays > 0
        ? `${start}“${title}”的配额用尽 ${Q.duration(emptyDays)}`
        : `${start}没有配额用尽；“${title}”的配额最多用去 ${Q.percent(mostUsed)}`;
    },
    subtitle: '各项配额在本期内已用与剩余的数量（每步末）',
    note: ({ emptyDays, mostUsed }) =>
      emptyDays > 0 ? `用尽 ${Q.duration(emptyDays)}` : `最多用去 ${Q.percent(mostUsed)}`,
    used: '已用',
    left: '剩余',
  },
  money: {
    headline: ({ cost, loss, isMean }) => {
      const average = isMean ? '平均' : '';
      if (loss === undefined) return `成本${average}为 ${cost}`;
      if (cost === undefined) return `用户损失${average}为 ${loss}`;
      return `用户损失${average}为 ${loss}，成本${average}为 ${cost}`;
    },
    subtitle: ({ runs, isDiscounted }) =>
      [
        ...(runs === undefined ? [] : [`${Q.number(runs)} 次模拟的均值，及 5 % 至 95 % 区间`]),
        ...(isDiscounted ? ['折现至开始时'] : []),
      ].join('；'),
    kinds: {
      supply_cost: '供货',
      holding_cost: '持有库存',
      capital_cost: '建设和维持产能',
      stock_cost: '库存消耗',
    },
    lossOf: (user) => `${user}的损失`,
    forgoneBy: (user) => `${user}放弃用量的价值`,
    caption: '成本与损失',
    kind: '类别',
    amount: '金额',
    cost: '成本',
    loss: '损失',
  },
  network: {
    headline: {
      short: ({ title, licence, capacity, isCentral }) => {
        const start = isCentral ? '中心情形下，' : '';
        if (licence === undefined && capacity === undefined)
          return `${start}${title}短缺，但其供应方既未受许可证限制，产能也未用尽`;
        const holds = [
          ...(licence === undefined ? [] : [`${licence}受许可证限制`]),
          ...(capacity === undefined ? [] : [`${capacity}产能已满`]),
        ];
        return `${start}制约${title}供应的是：${holds.join('；')}`;
      },
      enough: ({ title, largest, isCentral }) => {
        const rest = largest ? `；其中 ${Q.percent(largest.share)} 来自“${largest.title}”` : '';
        return `${isCentral ? '中心情形下，' : ''}${title}的需求全部得到满足${rest}`;
      },
    },
    quoted: (title) => `“${title}”`,
    subtitle: ({ subject, isWhileShort, isPart, days }) =>
      `中心情形，${isWhileShort ? `${subject.title}短缺的 ${Q.duration(days)}` : `中断之后的 ${Q.duration(days)}`}${isPart ? '；只画出通向其的部分' : ''}`,
    states: { licence: '受许可证限制', capacity: '产能已满', material: '原料不足', enough: '按需供应' },
    letters: { licence: '证', capacity: '产', material: '料', enough: '' },
    key: (letter, state) => (letter === '' ? state : `${letter}：${state}`),
    widths:
      '以大部分时间为准。粗细：发货量（同一种物料之间比较）；虚线：没有发货。条形：用户需求中得到满足（绿）与未得到满足（橙）的部分。',
    want: (share) => (share > 0 ? `缺 ${Q.percent(share)}` : '不缺'),
    caption: '谁供应谁，大部分时间卡在哪里',
    heads: { flow: '流向', from: '自', to: '至', amount: '取用量', state: '卡在哪里' },
  },
  capacity: {
    headline: ({ title, full, mean, others, isCentral }) => {
      const start = isCentral ? '中心情形下，' : '';
      if (full === 0) return `${start}没有产能满负荷；最忙的${title}平均利用 ${Q.percent(mean)}`;
      const rest = others === 0 ? '其他产能均未满负荷' : `另有 ${others} 处产能有时满负荷`;
      return `${start}“${title}”的产能满负荷 ${Q.duration(full)}；${rest}`;
    },
    fullFor: (days) => `满负荷 ${Q.duration(days)}`,
    subtitle: '产能利用率，自矿山（上）至用户（下）',
    full: '满负荷',
    over: (share) => `超过 ${share} %`,
    under: (share) => `低于 ${share} %`,
    between: (low, high) => `${low} 至 ${high} %`,
    notUsed: '未使用',
    blank: '空白：无上限，或无产能',
    notDrawn: '未画出，利用较少',
    flow: '流向',
    used: '产能利用率',
  },
  survival: {
    headline: ({ title, p05, p50, p95, survived }) => {
      if (p50 === Number.POSITIVE_INFINITY) {
        const early = p05 === Number.POSITIVE_INFINITY ? '' : `；最差的 5 % 只能支撑 ${Q.duration(p05)}或更短`;
        return `${title}在 ${Q.percent(survived)} 的模拟中可支撑到期末${early}`;
      }
      const held = p50 === 0 ? '在一半的模拟中立即短缺' : `可支撑的时间中位数为 ${Q.duration(p50)}`;
      const late =
        p95 === Number.POSITIVE_INFINITY
          ? `；${Q.percent(survived)} 的模拟从不短缺`
          : range({ low: p05, high: p95 }, Q.duration);
      return `${title}${held}${late}`;
    },
    note: ({ p05, p50, p95, survived, central }) => {
      const parts = [
        { part: '5 % 的模拟', within: p05 },
        { part: '一半的模拟', within: p50 },
        { part: '95 % 的模拟', within: p95 },
      ].filter((one) => one.within < Number.POSITIVE_INFINITY);
      const stages = parts
        .filter((one, n) => parts[n + 1] === undefined || Q.duration(parts[n + 1].within) !== Q.duration(one.within))
        .map((one) => `${one.part} ${within(one.within)}`);
      const never = survived > 0 ? [`${Q.percent(survived)} 从不短缺`] : [];
      const rare = stages.length === 0 ? [`${Q.percent(1 - survived)} 的模拟短缺`] : [];
      const end = central === null ? '从不短缺' : central > 0 ? `${Q.duration(central)}后短缺` : '立即短缺';
      return Q.clauses([[...stages, ...rare, ...never].join('，'), `中心情形 ${end}`]);
    },
    subtitle: (disruption) => `截至各日期尚未短缺的模拟占比；时间自 ${Q.longDate(disruption)}起算`,
    notYet: '尚未短缺的模拟',
    neverBar: '末端竖条：从不短缺的模拟',
    never: '从不短缺',
    centralEnds: '中心情形首次短缺或结束之处',
    table: '中断后多久首次短缺',
    user: '用户',
    neverShare: '从不短缺的占比',
  },
  certainty: {
    headline: (title, halfWidth, runs) => {
      const percents = halfWidth * 100;
      const shown = percents >= 1 ? Math.round(percents) : Math.max(1, Math.ceil(percents * 10)) / 10;
      return `${title}的平均短缺量由 ${Q.number(runs)} 次模拟得出，误差为 ±${shown} %`;
    },
    note: (mean, halfWidth) => `均值 ${mean} ± ${halfWidth}`,
    subtitle: (runs) => `前若干次模拟的平均短缺量与全部 ${Q.number(runs)} 次之差`,
    interval: '±1.96 倍标准误：100 组模拟中有 95 组包含真实均值',
    running: '累计均值',
    even: (sampling) =>
      `抽样分布均匀（${{ 'latin-hypercube': '拉丁超立方', sobol: '索博尔序列' }[sampling] ?? sampling}）：均值一般更准确`,
    known: '误差不超过 ±0.1 %',
    runs: ' 次',
    table: '全部模拟的平均短缺量',
    user: '用户',
    mean: '均值',
    standardError: '标准误',
  },
  backTest: {
    headline: ({ title, error }, series) =>
      series === 1
        ? `${title}：模型平均偏离常月的 ${Q.percent(error)}`
        : `${series} 组观测中，模型与“${title}”相差最大：平均偏离常月的 ${Q.percent(error)}`,
    note: ({ error, bias, trough, observedTrough, least }) => {
      const at =
        least === undefined
          ? []
          : [
              trough === observedTrough
                ? `最低在 ${Q.month(trough)}，与观测一致：${Q.percent(least.modelled)}，观测值 ${Q.percent(least.observed)}`
                : `最低在 ${Q.month(trough)}，观测值在 ${Q.month(observedTrough)}`,
            ];
      return Q.clauses([
        `平均偏离常月的 ${Q.percent(error)}，总量偏${bias < 0 ? '低' : '高'} ${Q.percent(Math.abs(bias))}`,
        ...at,
      ]);
    },
    subtitle: '每月吨数；只列有观测值且完整落在模拟期内的月份',
    model: (isEnsemble) => (isEnsemble ? '模型（中心情形）' : '模型'),
    observed: '观测值（点）',
    missing: (title, months) => `${title}：缺 ${months.join('、')} 的数据。`,
    outside: (title, months) => `${title}：${months.join('、')} 不在模拟期内。`,
    modelled: '模型',
    observedShort: '观测值',
  },
};
