/** What a report of a run says, in Chinese. */
import type { Support } from '../../findings/assumptions.ts';
import type { IdleReason } from '../../metrics/idle.ts';
import type { RunWords, UserText } from './en-run.ts';
import { ZH_QUANTITIES as Q } from './zh-quantities.ts';

const inRuns = (share: number) => (share === 1 ? '在每次模拟中都会短缺' : `在 ${Q.percent(share)} 的模拟中会短缺`);

const lacks = ({ isBackordered, shortage }: UserText, how = '') =>
  isBackordered ? `${how}有 ${shortage} 延迟到货` : `${how}缺 ${shortage}`;

const ofNeed = ({ forgone, want }: UserText) =>
  forgone === undefined ? `，占其需求的 ${want}` : `，另因涨价放弃 ${forgone}，合占其需求的 ${want}`;

const notMade = ({ lost, isBackordered }: UserText) =>
  lost === undefined ? '' : `，${isBackordered ? '延迟' : '少'}生产 ${lost}`;

const SUPPORT: Readonly<Record<Support, string>> = {
  figure: '数据台账',
  source: '文件所列来源',
  judgement: '作者判断',
  formula: '由其他假设推出',
  nothing: '未说明依据',
};

const IDLE: Readonly<Record<IdleReason, string>> = {
  licence: '许可证不再放行',
  source: '上游供料已耗尽',
  floor: '上游剩余的库存按底线留给更优先的用户',
  elsewhere: '下游尚有库存，瓶颈在别处',
  'no-share': '订货份额为 0，受阻订单又不得转来（switchable 为 0）',
  'fixed-share': '只得到固定的订货份额，受阻订单不能全部转来',
  expected: '先前所订货物仍在途中',
  'not-ordered': '收到的订货较少',
};

export const ZH_RUN: RunWords = {
  nothingDemanded: '本情景没有任何需求。',
  nobodyShort: (users, from, to) =>
    users === 1 ? `从${from}到${to}，唯一的用户从未短缺。` : `从${from}到${to}，${users} 个用户均未短缺。`,
  nobodyEver: (users, count) =>
    users === 1
      ? `在全部 ${Q.number(count)} 次模拟中，唯一的用户从未短缺。`
      : `在全部 ${Q.number(count)} 次模拟中，${users} 个用户均未短缺。`,
  pile: (stock, received, left, share, isEnsemble) =>
    `${isEnsemble ? '中心情形下，' : ''}运抵“${stock}”的 ${received} 中，期末有 ${left}（${share}）堆存未用。`,
  short: (user) => {
    const after = user.after === undefined ? '' : `（中断发生 ${user.after}后）`;
    const first = user.first === undefined ? '' : `，${user.first}${after}首次短缺`;
    return `${user.who}将${lacks(user)}${ofNeed(user)}${first}${notMade(user)}。`;
  },
  likelyShort: (user) => {
    const first = user.first === undefined ? '' : `，首次短缺日期的中位数为${user.first}`;
    const known = [
      ...(user.interval === undefined ? [] : [`均值的 95 % 置信区间：${user.interval}`]),
      ...(user.spread === undefined ? [] : [`九成模拟介于 ${user.spread}`]),
    ].join('；');
    const ends = known === '' ? '' : `（${known}）`;
    return `${user.who}${inRuns(user.odds)}${first}；${lacks(user, '平均')}${ends}${ofNeed(user)}${notMade(user)}。`;
  },
  notInCentral: (who) => `中心情形下，${who}没有短缺。`,
  neverShort: (who, isEnsemble) => `${who}${isEnsemble ? '在任何一次模拟中都' : ''}不会短缺。`,
  forgoes: (who, forgone, want) => `${who}因涨价将放弃 ${forgone}，占其需求的 ${want}。`,
  branches: (who, isBackordered, branches) => {
    const late = isBackordered ? '延迟到货' : '缺';
    const parts = branches.map(
      ({ title, odds, shortage }, n) => `若${title}（${odds}），${n === 0 ? '平均' : ''}${late} ${shortage}`,
    );
    return `${who}：${parts.join('；')}。`;
  },
  hangs: (what, { title, range, support }, parts, isMean) => {
    const each = parts.map(({ at, amount }, n) => {
      const how = n > 0 ? '' : isMean ? '平均' : '半数模拟中至少';
      return `${at.replace(/(?<=\p{Script=Han}) $/u, '')}时${how}为${/^\d/.test(amount) ? ' ' : ''}${amount}`;
    });
    return `${what}主要取决于“${title}”（${range}；依据：${SUPPORT[support]}）：${each.join('，')}。`;
  },
  howMuch: (who, isBackordered) => `${who}${isBackordered ? '延迟到货多少' : '缺多少'}，`,
  howHigh: (market) => `“${market}”的价格涨到多高，`,
  times: (factor) => (factor === '1' ? '原价' : `原价的 ${factor} 倍`),
  inBranch: (title) => title,
  ifItIs: (third) => third,
  thirdOf: (low, high) =>
    low === undefined ? `低于 ${high} ` : high === undefined ? `高于 ${low} ` : `${Q.range(low, high)} `,
  branchOf: (assumption, value) => `“${assumption}”为${value}`,
  odds: (probability, support) => {
    switch (support) {
      case 'figure':
      case 'source':
        return `概率 ${probability}，有来源`;
      case 'judgement':
        return `概率 ${probability}，系假设`;
      case 'formula':
        return `概率 ${probability}，由其他假设推出`;
      case 'nothing':
        return `概率 ${probability}，系假设，未说明依据`;
    }
  },
  factor: (index) => Q.number(Number(index.toPrecision(index < 10 ? 2 : 3))),
  price: ({ title, highest, day, range }, opening) => {
    const half = day === undefined ? '在半数模拟中' : '';
    const ends = range === undefined ? '' : `（九成模拟为 ${range} 倍）`;
    const goes =
      highest === undefined
        ? `“${title}”的价格${half}不变${ends}`
        : `“${title}”的价格${half}${day === undefined ? '至少' : `于${day}`}升至原价的 ${highest} 倍${ends}`;
    const opens = opening.map(
      (one) => `；“${one.title}”随涨价投产，${day === undefined ? '平均' : ''}供货 ${one.amount}`,
    );
    return `${goes}${opens.join('')}。`;
  },
  others: (short, never, isEnsemble, isAlso) => {
    if (short.length === 0) return never === 0 ? '模型中没有其他用户。' : `其余 ${never} 个用户均不短缺。`;
    const rest = never === 0 ? '没有用户的需求得到全部满足。' : `另有 ${never} 个用户从不短缺。`;
    return `${isAlso ? '同样短缺的有' : '短缺的有'}（括号内为${isEnsemble ? '平均缺口' : '缺口'}占其需求的比例）：${Q.list(short, 4)}。${rest}`;
  },
  otherShort: (name, share) => `${name}（${share}）`,
  neverShortNames: (names) => `从不短缺：${Q.list(names)}。`,
  unitCosts: (costs, isMean) =>
    `供货的单位成本（含各环节${isMean ? '，均值' : ''}）：${Q.clauses(costs.map(({ who, cost }) => `${who} ${cost}`))}。`,
  driver: {
    none: (metric) => `在中心情形下单独变动任何一项不确定的假设，${metric}都没有可见的变化。`,
    one: (assumption, metric, low, high) =>
      `在中心情形下单独变动各项假设，影响最大的是“${assumption}”：${metric}从 ${low} 变到 ${high}。`,
  },
  shortageOf: (title) => `${title}的短缺量`,
  branchPrices: (market, assumption, isNumber, share) =>
    `按“${assumption}”${isNumber ? '抽样值的三等分' : '分情形'}看“${market}”的价格（最高价的方差有 ${share} 出自其间）；价格为中位数，供货为均值`,
  branchTable: (who, assumption, isNumber, share) =>
    isNumber
      ? `按“${assumption}”抽样值的三等分看${who}（短缺量的方差有 ${share} 出自三者之间）`
      : `按“${assumption}”分情形看${who}（短缺量的方差有 ${share} 出自情形之间）`,
  idle: {
    intro: (who) => `在中心情形下，${who}短缺期间，上游有以下产能闲置：`,
    one: (flow, amount, share, reason) => `${flow}：闲置 ${amount}，占其产能的 ${share}；${IDLE[reason]}。`,
    meanwhile: (flow, amount, share, reason) => `其间${flow}闲置 ${amount}，占其产能的 ${share}；${IDLE[reason]}。`,
    waiting: (flows) => `更上游的可供量超过需要，瓶颈在别处：${Q.list(flows, 6)}。`,
    flow: (name, share) => `${name}（闲置 ${share}）`,
  },
  assumptions: {
    levers: '没有不确定的假设：每项只有一个取值。',
    uncertain: (count, judged) =>
      `${count} 项假设不确定，每次模拟重新抽取${judged === 0 ? '' : `；其中 ${judged} 项出自作者判断或未说明依据`}。`,
    support: SUPPORT,
    figure: (what, document, line) => `${what}（文件 ${document}，第 ${line} 行）`,
    derived: (formula) => `由其他假设推出：${formula}`,
    assumed: (why) => `假定：${why}`,
    range: {
      value: '单一取值',
      derived: '由其他假设推出',
      uniform: (low, high) => `${Q.range(low, high)}，各值可能性相同`,
      triangular: (low, mode, high) => `${Q.range(low, high)}，最可能为 ${mode}`,
      normal: (mean, deviation) => `正态分布：均值 ${mean}，标准差 ${deviation}`,
      lognormal: (median, low, high) => `对数正态分布：中位数 ${median}，约三分之二的情形为 ${Q.range(low, high)}`,
      chance: (happens, probability, otherwise) => `${happens}：${probability}；否则${otherwise}`,
      choice: (values) => Q.clauses(values),
      weighted: (value, probability) => `${value}：${probability}`,
    },
    yes: '是',
    no: '否',
  },
  standing: {
    met: '成立',
    'not met': '不成立',
    contradicted: '与模型矛盾（文件已说明）',
    'borne out': '成立（与文件所述相反）',
    undecided: '尚无定论',
    'no reason': '所述理由不成立',
  },
  expected: (stated, all) => `文件列出 ${all} 项预期，在中心情形下有 ${stated} 项与所述一致。`,
  against: (left, right, off) => (off === '' ? `${left}，对照 ${right}` : `${left}，对照 ${right}：相差 ${off}`),
  named: (name, value) => `${name}：${value}`,
  noValue: '无数值',
  odd: (probability, error) => (error === undefined ? probability : `${probability} ± ${error}`),
  peakOn: (share, date) => `${share}（${date}）`,
  table: {
    users: '出现短缺的用户',
    usersMean: '出现短缺的用户；除另有说明外，数量与比例均为全部模拟的均值',
    user: '用户',
    everShort: '出现短缺的模拟占比',
    shortage: '短缺量',
    mean: '短缺量均值',
    interval: '均值的 95 % 置信区间',
    spread: '模拟的 5 % 至 95 %',
    central: '中心情形',
    forgone: '因涨价放弃',
    want: '占其需求',
    lost: '少生产',
    first: '首次短缺',
    firstMedian: '首次短缺（中位数）',
    peak: '最严重时',
    recovers: '短缺至',
    neverAfter: '中断后不短缺',
    neverMedian: '半数模拟不短缺',
    notRecovered: '期末',
    branch: '情形',
    highest: '最高价（原价为 1）',
    probability: '概率',
    assumptions: '全部假设：中心情形取值、可能范围及依据',
    assumption: '假设',
    value: '中心值',
    range: '范围',
    support: '依据类型',
    grounds: '依据',
    rivals: '不同说法',
    expectations: '文件的预期与结果',
    expectationsOdds: '文件的预期与结果（± 为一个标准误）',
    expectation: '预期',
    standing: '中心情形',
    cameTo: '实际值',
    odds: '成立的模拟占比',
    because: '理由',
    tornado: (metric) => `在中心情形下单独变动一项假设时的${metric}`,
    aloneAt: '单独取值',
    gives: '结果',
    swing: '变动',
  },
  scope: (count) => `${Q.number(count)} 次模拟，每次重新抽取不确定的数值`,
};
