/** What charts of sensitivities, studies, searches and checks say, in Chinese. */
import type { Reached } from './chart-text.ts';
import type { ComparisonText } from './en-comparisons.ts';
import { writtenIn } from './quantities.ts';
import { ZH_QUANTITIES as Q, someOf } from './zh-quantities.ts';

/** Metrics by their names in summary.json. */
const METRICS: Readonly<Record<string, string>> = {
  fill_rate: '满足率',
  want: '未满足的需求占比',
  shortage: '短缺量',
  lost_products: '减产数量',
  peak_shortage: '最大短缺比例',
  peak_date: '短缺最严重的日期',
  time_to_survive: '支撑时间',
  time_to_recover: '恢复时间',
  spells: '短缺次数',
  longest_spell: '最长一次短缺',
  minimum_days_of_supply: '最低可用天数',
  closing: '期末库存',
  minimum: '最低库存',
  unit_cost: '平均成本',
  shipped: '发货量',
  received: '到货量',
  utilisation: '产能利用率',
  applied: '申请量',
  granted: '获批占比',
  used: '使用占比',
  lapsed: '失效占比',
  supply_cost: '供货成本',
  holding_cost: '库存持有成本',
  capital_cost: '产能成本',
  stock_cost: '库存消耗成本',
  loss: '损失',
  cost_and_loss: '成本与损失合计',
  forgone: '因涨价放弃的用量',
  forgone_value: '所放弃用量的价值',
  served_late: '迟到的供应',
  waiting: '期末仍待供应的量',
  highest: '最高价格指数',
  highest_date: '价格指数最高的日期',
  mean: '平均价格指数',
};

/** Set apart from Chinese, where it begins or ends with something else. */
const spaced = (text: string) =>
  `${/^\p{Script=Han}/u.test(text) ? '' : ' '}${text}${/\p{Script=Han}$/u.test(text) ? '' : ' '}`;

const quoted = (name: string) => `“${name}”`;

function signed(value: number): string {
  const size = Math.abs(value).toFixed(2);
  return value < 0 && Number(size) > 0 ? `−${size}` : size;
}

const day = (date: number | string) => (typeof date === 'number' ? Q.longDate(date) : date);

function reached({ central, share, runs, low, high, wanted }: Reached): string {
  if (central !== undefined) return `中心情形为 ${central}`;
  return `${Q.share(share)} 的模拟达标（共 ${Q.number(runs)} 次，95 % 置信区间 ${Q.share(low)} 至 ${Q.share(high)}；要求 ${Q.share(wanted)}）`;
}

export const ZH_COMPARISONS: ComparisonText = {
  metrics: {
    of: (name, title) => {
      const metric = METRICS[name] ?? name;
      return title === undefined ? metric : `${title}的${metric}`;
    },
    never: '从不',
  },
  sensitivity: {
    unmoved: (metric) => `任何一项假设单独变动，都不改变${metric}`,
    tornado: ({ assumption, metric, least, greatest, share, isOneSided }) => {
      const moves = `单独变动时，${metric}在 ${least} 与 ${greatest} 之间`;
      const both = isOneSided ? '，两端都在中心情形的同一侧' : '';
      if (share === undefined) return `${quoted(assumption)}影响最大：${moves}${both}`;
      if (share > 0.5) return `${quoted(assumption)}起决定作用：${moves}${both}`;
      return `${quoted(assumption)}影响最大：${moves}，相差 ${Q.percent(share)}${both}`;
    },
    tornadoSubtitle: (metric, unit) =>
      `${metric}${unit === '' ? '' : `（${unit}）`}：一项假设取条形旁的值，其余取中心值；区间取 5 % 与 95 % 分位数`,
    tornadoNote: (ends) => ends.map(({ metric, at }) => `取${spaced(at)}时为 ${metric}`).join('，'),
    central: (value) => `中心情形：${value}`,
    below: '假设低于中心值',
    above: '假设高于中心值',
    less: '影响较小',
    nothing: '单独变动无影响',
    oneSided: (assumptions) => `${Q.list(assumptions.map(quoted))}的两端在同一侧：中心值处已接近最大或最小`,
    assumption: '假设',
    at: '单独取值',
    gives: '结果',
    same: (metric, runs) => `${metric}在全部 ${Q.number(runs)} 次模拟中相同`,
    noRank: (metric) => `${metric}与任何一项假设都没有明显的同升或同降`,
    rank: (metric, assumption, correlation) =>
      `${metric}随${quoted(assumption)}的升高而${correlation > 0 ? '上升' : '下降'}最为明显（秩相关 ${signed(correlation)}）`,
    rankSubtitle: (metric, runs) =>
      `各项假设与${metric}的秩相关（斯皮尔曼），${Q.number(runs)} 次模拟，附 95 % 置信区间`,
    falls: '假设升高时下降',
    rises: '随之上升',
    scale: '1：次序始终相同；0：无次序；−1：次序始终相反。',
    correlatedLess: '相关较弱',
    together: (assumptions) => `秩相关所用的抽样中，${Q.list(assumptions)}同向变动：其一可能代表另一项`,
    estimate: '估计值（区间）',
    interval: (value, low, high) => `${value}（${Q.range(low, high)}）`,
    part: (assumption, metric, share) => `${quoted(assumption)}参与${metric}方差的 ${Q.percent(share)}`,
    explains: (assumption, metric, first, total) => {
      const part = `${quoted(assumption)}${total > first ? '单独' : ''}解释${metric}方差的 ${Q.percent(first)}`;
      return total > first ? `${part}，连同其他假设为 ${Q.percent(total)}` : part;
    },
    sobolSubtitle: (metric, runs) => `占${metric}方差的比例（索博尔指数），${Q.number(runs)} 次模拟，附 95 % 置信区间`,
    sobolNote: (alone, together) => `单独 ${alone}，连同其他假设 ${together}`,
    alone: '单独（一阶）',
    withOthers: '单独及连同其他假设（总）',
    sum: (sum, low, high, means) => {
      const text = `一阶指数合计 ${sum} %（${low} 至 ${high}）`;
      if (means === 'less') return `${text}；其余来自假设的共同作用`;
      return means === 'more' ? `${text}；超过 100 % 的部分是抽样误差，增加模拟次数可减小` : text;
    },
    independent: (assumptions) => `索博尔指数以独立为前提：为此${Q.list(assumptions)}独立抽取`,
    noise: '参与排序的模拟含需求噪声；其余模拟的需求按计划',
    explainingLess: '解释较少',
  },
  study: {
    better: (best, less, base, mayBeChance) =>
      `${best}：短缺总量减少 ${less}（基准为 ${base}）${mayBeChance ? '，可能出于偶然' : ''}`,
    noneBetter: '没有一项政策的短缺总量少于基准',
    differenceSubtitle: (runs) =>
      runs > 1 ? `相同随机数下与基准之差：${Q.number(runs)} 次模拟的均值及其 95 % 置信区间` : '按中心值与基准之差',
    total: '短缺总量',
    shortageOf: (title) => `${title}的短缺量`,
    cost: '成本',
    costAndLoss: '成本与损失合计',
    noChange: '不变',
    notComparable: '不可比',
    less: '少于基准',
    more: '多于基准',
    same: (hasIntervals) => (hasIntervals ? '相同，或无法区分' : '相同'),
    policyNote: (title, text) => `${title} ${text}`,
    instead: (policy, user, amount, base) => `采取“${policy}”，${user}短缺 ${amount}，而非 ${base}`,
    notLess: (user, amount) => `${user}将短缺 ${amount}；没有政策能减少短缺总量`,
    overTime: (runs) =>
      runs > 1 ? `各时期的短缺：${Q.number(runs)} 次模拟的均值，阴影为居中的一半` : '按中心值各时期的短缺',
    inBase: (amount, least) =>
      least === undefined
        ? `基准 ${amount}，各政策均不更少`
        : `基准 ${amount}，最少为“${least.title}”：${least.amount}`,
    lasts: (user, best, days, base) => `采取“${best}”，${user}可支撑 ${spanText(days)}，基准为 ${spanText(base)}`,
    lastsNoLonger: (user, days) => `${user}可支撑 ${spanText(days)}；没有政策能延长`,
    survivalSubtitle: (unit, from) =>
      `${Q.longDate(from)}之后尚未短缺的模拟占比（横轴单位：${unit === 'weeks' ? '周' : '个月'}）`,
    timeUnit: { weeks: '周', months: '个月' },
    half: (days, policies) =>
      policies === undefined
        ? `各政策下半数模拟均在 ${Q.duration(days)}后短缺`
        : `${policies}：半数在 ${Q.duration(days)}后短缺`,
    never: (share, policies) =>
      policies === undefined
        ? `各政策下均有 ${Q.share(share)} 的模拟从不短缺`
        : `${policies}：${Q.share(share)} 从不短缺`,
    moreShortage: '未画出，短缺更多',
    between: (least, most) => `短缺总量在 ${least} 与 ${most} 之间`,
    carries: ({ policy, world, carries, never }) => {
      const last = carries[carries.length - 1];
      const none = never.length === 0 ? '' : `；${someOf(never, 2)}无一撑得住`;
      return `${policy} ${last.policy}撑得住${world} ${last.world}${none}`;
    },
    joined: (one, other) => `${one}。${other}`,
    leastAndMost: (least, most) => `最少：${least}；最多：${most}`,
    gridSubtitle: (users, unit, isPaid) =>
      `${users === '' ? '全部需求' : users}的平均短缺量（${unit}）${isPaid ? '；粗体：成本与损失合计最少' : ''}`,
    rows: (axis) => `行：${axis}`,
    moreMaps: (count) => `另有 ${count} 幅图，见 grid.csv。`,
    moreWorlds: (count) => `另有 ${count} 种情形，见 worlds.csv。`,
    none: '无',
    upTo: (value) => `至多 ${value}`,
    sameLeader: (leaders, survives) =>
      `在每种情形下，“${leaders}”的短缺都最少；${survives ? '排序不变' : '其后的排序有变'}`,
    otherLeaders: (leaders) => `哪项政策最优取决于相信哪份文件：${Q.list(leaders.map((one) => `“${one}”`))}`,
    leastRegret: (policy, amount) => `遗憾最小：${policy}，至多 ${amount}`,
    regretSubtitle: (unit) => `遗憾值：比同一情形下最优政策多出的平均短缺量（${unit}）；粗体 0 为最优`,
    greatest: '最大遗憾值',
    asWritten: '按原文',
    inPlaceOf: (world, what, value) => `${world}；代替${what}：${writtenIn(value, Q)}。`,
    policy: '政策',
    mean: '均值',
  },
  solve: {
    headline: (value, name, aim) =>
      aim === 'least'
        ? `${name}为 ${value}即可`
        : aim === 'greatest'
          ? `${name}最多为 ${value}`
          : `${name}以 ${value}为最佳`,
    unmoved: (name, target, same, values, from, to) =>
      `${name}不影响目标 ${target}：从 ${from}到 ${to}的 ${values} 个取值下均为 ${same}`,
    noneEnough: (name, target, from, to, best, at) =>
      `${name}从 ${from}到 ${to}都不足以满足 ${target}：最好为 ${best}，${reached(at)}`,
    answer: (value, name, target, aim, isEnd, at) =>
      aim === 'least'
        ? `${name}为 ${value}时即满足 ${target}${isEnd ? '，已是所查的最小值' : ''}：${reached(at)}`
        : `${name}最多为 ${value}时仍满足 ${target}${isEnd ? '，已是所查的最大值' : ''}：${reached(at)}`,
    beyondIsEnough: (value, aim) =>
      aim === 'least' ? `更少（${value}）也够：更多未必更好` : `更多（${value}）也满足：更少未必更好`,
    beyondIsNot: (value, aim, at) =>
      aim === 'least' ? `更少（${value}）则不够：${reached(at)}` : `更多（${value}）则不满足：${reached(at)}`,
    best: ({ value, name, metric, aim, level, isEnd }) =>
      `${name}为 ${value}时 ${metric} ${aim === 'minimise' ? '最小' : '最大'}，为 ${level}${isEnd ? '（已到范围端点）' : ''}`,
    ends: (from, atFrom, to, atTo) => `取 ${from}时为 ${atFrom}，取 ${to}时为 ${atTo}`,
    odds: (best, least, share) => `${Q.percent(share)} 的模拟中，${best}优于 ${least}`,
    worsens: (worse, than, hasAnswer) =>
      `更多未必更好：${worse}不如 ${than}${hasAnswer ? '，所以比答案更多未必足够' : ''}`,
    searched: (from, to, evaluations) => `在 ${from}至 ${to}之间搜索，共计算 ${evaluations} 次`,
    shareSubtitle: (runs, target) => `${Q.number(runs)} 次模拟中满足 ${target} 的占比`,
    centralSubtitle: (target) => `中心情形；要求：${target}`,
    meanSubtitle: (runs, metric) =>
      runs === 1 ? `中心情形的 ${metric}` : `${Q.number(runs)} 次模拟中 ${metric} 的均值`,
    tried: '试过的取值',
    found: { least: '足够的最小值', greatest: '满足目标的最大值', minimise: '最佳值', maximise: '最佳值' },
    wanted: (value) => `要求：${value}`,
    wantedShare: (share) => `要求：${share} 的模拟`,
    axis: (name, unit) => (unit === '' ? name : `${name}（${unit}）`),
  },
  moved: {
    headline: (name, was, is, date, since) =>
      `${name}在 ${day(date)}为 ${is}，而非 ${was}；自${since === date ? '此' : ` ${day(since)}`}起不同`,
    overlay: '已提交的结果与现在',
    difference: '差异（现在减已提交）',
    steps: (steps, all) => `${Q.number(all)} 步中有 ${Q.number(steps)} 步超出容差`,
    before: '已提交',
    now: '现在',
    since: (date) => `首次超出容差，${day(date)}`,
  },
};

/** How long: a time, or the whole of it. */
function spanText(days: number): string {
  return Number.isFinite(days) ? Q.duration(days) : '全程（多数模拟中）';
}
