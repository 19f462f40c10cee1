/** What charts say of users, in Chinese: what they lack, how long their stocks last, and when they first run short. */

import type { ShortBranch, ShortUser, Spread } from './chart-text.ts';
import type { EN_USERS } from './en-users.ts';
import type { AmountUnit } from './quantities.ts';
import { ZH_QUANTITIES as Q } from './zh-quantities.ts';

/** `（5 % 至 95 % 区间：202 至 3,982 t）`；两端相同时不写。 */
function range(spread: Spread | undefined, text: (value: number) => string): string {
  if (spread === undefined) return '';
  const [low, high] = [text(spread.low), text(spread.high)];
  return low === high ? '' : `（5 % 至 95 % 区间：${Q.range(low, high)}）`;
}

const amountOf = (unit: AmountUnit) => (value: number) => Q.amount(value, unit);

const ofRuns = (share: number) => (share === 1 ? '每次模拟' : `${Q.percent(share)} 的模拟`);

const inRuns = (share: number) => (share === 0 ? '任何一次模拟中都不短缺' : `${ofRuns(share)}中短缺`);

const lacks = ({ isBackordered, shortage, unit }: ShortUser, mean = '') =>
  `${isBackordered ? '延迟' : '缺'}${mean === '' ? ' ' : `${mean} `}${Q.amount(shortage, unit)}`;

const notMade = ({ lost, isBackordered }: ShortUser) =>
  lost === undefined ? undefined : `${isBackordered ? '推迟生产' : '少生产'} ${Q.count(lost.count, lost.product)}`;

const onAverage = (user: ShortUser) =>
  `平均${user.isBackordered ? '延迟' : '缺'} ${Q.amount(user.shortage, user.unit)}${range(user.spread, amountOf(user.unit))}`;

function shortSentence(user: ShortUser, hangsOn: string | undefined): string {
  const made = notMade(user);
  const tail = made === undefined ? '' : `，${made}`;
  const { title, isEnsemble, odds, days, spells, first } = user;
  if (!isEnsemble)
    return `${title}从 ${Q.longDate(first)}起短缺 ${Q.duration(days)}${spells === 1 ? '' : `（分 ${spells} 段）`}，${lacks(user)}${tail}`;
  return `${title}在${odds === 1 ? '' : ' '}${ofRuns(odds)}中出现短缺，${onAverage(user)}${tail}${hangsOn === undefined ? '' : `；缺多少主要取决于“${hangsOn}”`}`;
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

export const ZH_USERS: typeof EN_USERS = {
  shortages: {
    headline: ({ from, to, runs, subject, others, branches, hangsOn }) => {
      const between = `${Q.longDate(from)}至 ${Q.longDate(to)}`;
      const ever = runs === undefined ? '' : `在 ${Q.number(runs)} 次模拟中`;
      if (subject === undefined) return `${between}：${ever}无人短缺`;
      if (branches.length > 0) return branchSentence(subject, branches);
      if (subject.odds > 0) return shortSentence(subject, hangsOn);
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
};
