/** What charts say of supply, in Chinese: what licences, prices and quotas do, what flows, what it costs. */
import type { EN_SUPPLY } from './en-supply.ts';
import { ZH_QUANTITIES as Q, someOf } from './zh-quantities.ts';

/** 价格指数：两位有效数字，10 以上三位。 */
const factor = (value: number) => Q.number(Number(value.toPrecision(value < 10 ? 2 : 3)));

export const ZH_SUPPLY: typeof EN_SUPPLY = {
  licences: {
    states: { open: '开放', restricted: '受限', closed: '关闭' },
    allowed: (share) => `准许 ${share}`,
    limit: (amount) => `限额每年 ${amount}`,
    review: (days) => `审查 ${Q.exactDuration(days)}`,
    approved: (share) => `批准 ${share}`,
    terms: (parts) => parts.join('，'),
    shading: (whose, state) =>
      `阴影：${whose === 'own' ? '许可证' : '其供应上最近的许可证'}${state === 'closed' ? '关闭' : '受限'}`,
    centralProcess: (title) => `${title}（中心情形）`,
    notShown: '上方未列出',
    dated: (date, title) => `${date}：${title}`,
  },
  shipments: {
    headline: (of) => {
      switch (of.kind) {
        case 'free':
          return `${of.isEnsemble ? '任何一次模拟中，' : ''}${of.unused.length === 0 ? '没有' : `${someOf(of.unused, 2)}项下都无人订货，没有其他`}许可证阻碍向用户发货`;
        case 'mean':
          return `${of.title}：${of.from === undefined ? '' : `${Q.longDate(of.from)}起`}平均发货 ${of.mean}${of.before === undefined ? '' : `，此前为 ${of.before}`}`;
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
        `${before === undefined ? '' : '此后'}平均 ${mean}${isEnsemble ? '（各时期、各次模拟）' : ''}`,
      ]),
    mostWaiting: (amount) => `待批最多 ${amount}`,
    mostHeld: (amount) => `已获许可未发货最多 ${amount}`,
    highest: (median, date, spread) =>
      date === undefined
        ? `中位数始终为 ${median}${spread === '' ? '' : `（5 % 至 95 % 区间：${spread}）`}`
        : `中位数最高 ${median}（${Q.shortDate(date)}${spread === '' ? '' : `；5 % 至 95 % 区间：${spread}`}）`,
    sums: '同一许可证下各流向的百分位数相加，视为同涨同落',
  },
  prices: {
    headline: ({ title, highest, day, isCeiling }) => {
      const of = `“${title}”的价格`;
      if (highest <= 1 + 1e-9) return day === undefined ? `半数模拟中${of}始终不变` : `${of}始终不变`;
      const times = `原价的 ${factor(highest)} 倍`;
      const goes = isCeiling ? `升至模型所设上限，即${times}` : `升至${times}${day === undefined ? '以上' : ''}`;
      return day === undefined ? `半数模拟中${of}${goes}` : `${of}在 ${Q.longDate(day)}${goes}`;
    },
    subtitle: '价格指数（原价为 1），以及用户因涨价而放弃的用量',
    index: (market) => `${market}的价格指数`,
    note: ({ highest, day, isCeiling }) =>
      highest <= 1 + 1e-9
        ? day === undefined
          ? '半数模拟中始终为 1'
          : '始终为 1'
        : day === undefined
          ? `最高 ${factor(highest)}（中位数${isCeiling ? '，模型所设上限' : ''}）`
          : `最高 ${factor(highest)}（${Q.longDate(day)}${isCeiling ? '，模型所设上限' : ''}）`,
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
      if (loss === null) return `用户没有损失${cost === undefined ? '' : `，成本${average}为 ${cost}`}`;
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
    withoutValue: '另有短缺，因未给出价值而未计损失',
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
    subtitle: ({ subject, isWhileShort, isPart, leftOut, days }) =>
      `中心情形，${isWhileShort ? `${subject.title}短缺的 ${Q.duration(days)}` : `中断之后的 ${Q.duration(days)}`}${isPart ? '；只画出通向其的部分' : ''}${leftOut === 0 ? '' : `；另有 ${Q.number(leftOut)} 个用户未画出`}`,
    states: { licence: '受许可证限制', capacity: '产能已满', material: '原料不足', enough: '按需供应' },
    letters: { licence: '证', capacity: '产', material: '料', enough: '' },
    key: (letter, state) => (letter === '' ? state : `${letter}：${state}`),
    widths:
      '以大部分时间为准。粗细：发货量（同一种物料之间比较）；虚线：没有发货。条形：其间用户需求中得到满足（绿）与未得到满足（橙）的部分。',
    want: (share) => (share > 0 ? `缺 ${Q.percent(share)}` : '不缺'),
    caption: '谁供应谁，大部分时间卡在哪里',
    heads: { flow: '流向', from: '自', to: '至', amount: '取用量', state: '卡在哪里' },
  },
  capacity: {
    headline: ({ title, full, mean, others, isCentral }) => {
      const start = isCentral ? '中心情形下，' : '';
      if (mean === 0) return `${start}没有动用任何产能`;
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
};
