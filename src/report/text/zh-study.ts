/** What reports of studies say, in Chinese. */

import type { CostKind } from '../../metrics/study/result.ts';
import type { EN_STUDY, PolicyDifference } from './en-study.ts';
import { formatNumber } from './format.ts';
import { writtenIn } from './quantities.ts';
import { zhFieldOf } from './zh-fields.ts';
import { list, someOf, ZH_QUANTITIES } from './zh-quantities.ts';

const COSTS: Readonly<Record<CostKind, string>> = {
  supply_cost: '供货成本',
  holding_cost: '库存持有成本',
  capital_cost: '产能的建设与维持费用',
  stock_cost: '库存消耗',
};

/** Why a rival makes no world. */
const reason = (why: string) =>
  why
    .replace(/^it has no number$/, '没有数值')
    .replace(/^its number measures something else$/, '其数值所指不同')
    .replace(/^public statistics rule it out$/, '公开统计表明其不可能')
    .replace(/^the base is not sound with it: (.+)$/, '代入后基准不成立：$1');

const BASE_CASE = '基准情形';

const baseOf = (title: string) => (title === BASE_CASE ? `在${BASE_CASE}下` : `在基准“${title}”下`);

const CHOOSERS: Readonly<Record<string, string>> = { us: '美国', china: '中国' };

const chosenBy = (chooser: string | undefined, after: string) => {
  const who = CHOOSERS[chooser ?? ''];
  return who === undefined ? '' : `${who}${after}`;
};

export const ZH_STUDY: typeof EN_STUDY = {
  baseCase: BASE_CASE,
  base: (title, users, amount) =>
    users.length === 0
      ? `${baseOf(title)}，无人短缺。`
      : `${baseOf(title)}，${someOf(users, 3)}出现短缺${amount === '' ? '' : `，平均共缺 ${amount}`}。`,
  helps: (chooser, title, alike, amount, interval, cost) =>
    `${chosenBy(chooser, '可采取的政策中，')}帮助最大的是“${title}”${alike === 0 ? '' : `（另有 ${alike} 项与之相同）`}：短缺总量减少 ${amount}${interval}${cost}。`,
  interval: (low, high) => `（95 % 置信区间${low === high ? '不超出舍入' : ` ${ZH_QUANTITIES.range(low, high)}`}）`,
  byChance: '；区间包含 0，可能出于偶然',
  costs: (amount, isMore, each, unit) =>
    `；成本${isMore ? '增加' : '减少'} ${amount}${each === undefined ? '' : `，每避免一${unit === 't' ? '吨' : ZH_QUANTITIES.unit(unit)}短缺 ${each}`}`,
  sameCost: '，成本不变',
  costAndLoss: (amount, isMore, interval, ratio) =>
    `成本与损失合计${isMore ? '增加' : '减少'} ${amount}${interval}${ratio === undefined ? '' : `；每单位成本避免 ${ratio} 单位损失`}。`,
  label: (written) => (written === 'none' ? '无' : writtenIn(written, ZH_QUANTITIES)),
  axis: zhFieldOf,
  cell: (axes) => axes.join('，'),
  carries: ({ policy, world, carries, nothing, never, pays }, within, share) => {
    const best = pays
      .map((one) => `${world} ${one.world}时为 ${one.policy}${one.isLast ? '（所列最后一档）' : ''}`)
      .join('，');
    const paying = best === '' ? '' : `成本与损失合计最少的${policy}：${best}。`;
    if (carries.length === 0) return `${policy}无论取何值，都撑不住${world} ${list(never)}。${paying}`;
    const each = carries.map((one) => `${one.policy}撑得住${world} ${one.world}`).join('，');
    const less = nothing.length > 0 ? `；${nothing.join('、')}都撑不住` : '';
    const none = never.length > 0 ? `；${never.join('、')}无一撑得住` : '';
    return `${policy} ${each}${less}${none}。所谓撑得住，指短缺比表中最少者至多多 ${within}，即表中差幅的 ${share}。${paying}`;
  },
  oneMaterial: (users, amount) => `${someOf(users, 3)}平均共缺 ${amount}，政策据此比较：不同材料的数量不相加。`,
  together: (users) => `${users}合计`,
  noHelp: '没有一项政策的短缺总量少于基准。',
  survives: (worlds, span) => `以 ${span}计，无论相信哪份文件，政策按短缺的排序在全部 ${worlds} 种情形下都不变。`,
  leads: (title, worlds, changed, span) =>
    `以 ${span}计，“${title}”在全部 ${worlds} 种情形下都最优；其后的排序在 ${changed} 种情形下有变。`,
  fails: (changed, worlds, leaders, span) =>
    `以 ${span}计，哪项政策最优取决于相信哪份文件：${worlds} 种情形中有 ${changed} 种改由${list(leaders.map((title) => `“${title}”`))}领先。`,
  better: (chooser, better, all) => {
    const policies = `${chosenBy(chooser, '可采取的 ')}${all} 项政策`;
    if (better === all) return `${policies}的短缺${all > 1 ? '都' : ''}少于基准。`;
    return better === 0 ? `${policies}的短缺都不少于基准。` : `${policies}中，有 ${better} 项的短缺少于基准。`;
  },
  each: (chooser, isMoney, own, others) => {
    const told = (all: readonly PolicyDifference[]) =>
      all
        .map(({ title, amount, isMore }) =>
          amount === undefined ? `“${title}”相同` : `“${title}”${isMore ? '增加' : '减少'} ${amount}`,
        )
        .join('，');
    const rest = others.length === 0 ? '' : `；非其所能选择者，${told(others)}`;
    return `与基准相比，${chosenBy(chooser, '可采取的政策中，')}${isMoney ? '成本与损失合计' : '短缺总量'}：${told(own)}${rest}。`;
  },
  scope: (runs) => `每项政策 ${formatNumber(runs)} 次模拟，抽取的随机数相同`,
  isBase: '基准，其他政策与之比较',
  sets: (settings) => `设定 ${settings}`,
  from: (file) => `取自 ${file}`,
  removed: '删除',
  andMore: (title, others) => (others === 0 ? title : `${title}等 ${others + 1} 项`),
  overMillion: '100 万次以上',
  combinations: (count) => `下列取值的 ${formatNumber(count)} 个组合各为一项政策：`,
  undrawn: (count) => `网格中另有 ${formatNumber(count)} 个短缺更多的组合，见 grid.csv。`,
  unmoved: (users) => `在各项政策下短缺相同（均值）：${list(users.map(({ title, amount }) => `${title} ${amount}`))}。`,
  costScope: (kinds) => `成本包括${list(kinds.map((kind) => COSTS[kind]))}。`,
  noCurrency: '未比较各政策的成本：情景没有以货币给出成本。',
  regret: (title, amount) => `遗憾最小的是“${title}”：在任何情形下，其短缺都不比最优政策多出 ${amount} 以上。`,
  noRegret: (title) => `在每种情形下，“${title}”的短缺都不多于其他政策。`,
  asWritten: '按原文',
  world: (what, value) => `${what}：${writtenIn(value, ZH_QUANTITIES)}`,
  believed: (rival, figure, what) => `以 ${rival} 代替 ${figure}：${what}`,
  leftOut: (figure, rival, why) => `未列为情形：以 ${rival} 代替 ${figure}（${reason(why)}）。`,
  ofBase: (title) => (title === BASE_CASE ? `就${BASE_CASE}而言：` : `就基准“${title}”而言：`),
};
