/** Every sentence of a report, in Chinese. */
import type { Day } from '../../calendar.ts';
import { formatDate } from '../../calendar.ts';
import { duration, percent } from '../charts/words.ts';
import { formatNumber, formatShare } from '../format.ts';
import type { Words } from './en.ts';

/** Units and words that formatted quantities hold; names of things that files count stay as they are, but for these. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/under 0\.001/g, '不到 0.001'],
  [/under 1 %/g, '不到 1 %'],
  [/over 99 %/g, '99 % 以上'],
  [/([\d.]+) million/g, '$1 百万'],
  [/\/year\b/g, '/年'],
  [/\/day\b/g, '/天'],
  [/ (a|per) week\b/g, '/周'],
  [/(?<=\d) ?days?\b/g, ' 天'],
  [/(?<=\d) ?weeks?\b/g, ' 周'],
  [/(?<=\d) ?months?\b/g, ' 个月'],
  [/(?<=\d) ?years?\b/g, ' 年'],
  [/\bvehicles?\b/g, '辆'],
  [/\baircraft\b/g, '架'],
  [/percentage points/g, '个百分点'],
  [/^never$/g, '从不'],
  [/^yes$/g, '是'],
  [/^no$/g, '否'],
];

const quantity = (english: string) => UNITS.reduce((text, [pattern, word]) => text.replace(pattern, word), english);

function date(day: Day): string {
  const [year, month, ofMonth] = formatDate(day).split('-').map(Number);
  return `${year}年${month}月${ofMonth}日`;
}

const list = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')}和${names[names.length - 1]}`;

const someOf = (names: readonly string[], most: number) =>
  names.length <= most ? list(names) : `${names.slice(0, most).join('、')}等 ${names.length} 个`;

const spread = (low: string, high: string) =>
  low === high ? '5 % 至 95 % 区间内相同' : `5 % 至 95 % 区间：${low}至 ${high}`;

export const ZH: Words = {
  tag: 'zh-Hans',
  name: '中文',
  quantity,
  date,
  duration: (days) => quantity(duration(days)),
  percent: (share) => quantity(percent(share)),
  share: formatShare,
  list,
  capital: (text) => text,
  sentences: (all) => all.join(''),
  range: (low, high) => `${low}至 ${high}`,
  none: '–',
  never: '从不',
  page: {
    skip: '跳到结论',
    contents: '目录',
    answer: '结论',
    numbers: '本图数据',
    show: '显示',
    readChart: '图表。用方向键按日期读取数值。',
    tableScrolls: '表格，可横向滚动',
    source: '来源',
    madeBy: (program) => `由 ${program} 生成。`,
  },
  scope: (from, to, step) => `${from}至${to}，步长 ${step}`,
  replicates: (runs) => `${formatNumber(runs)} 次模拟，每次重新抽取不确定的数值`,
  centralOnly: '按中心值模拟一次',
  yes: '是',
  no: '否',
  sections: {
    users: '谁会短缺',
    charts: '何时短缺，为何短缺',
    drivers: '什么决定结果',
    expectations: '预期是否成立',
    observations: '与实际观测对照',
    assumptions: '假设',
    repeat: '如何重现',
    policies: '各项政策',
    comparison: '各项政策改变了什么',
    worlds: '该信哪份文件',
  },
  figures: {
    shortages: '各时期的短缺',
    'days-of-supply': '库存可用天数',
    shipments: '发货与许可证',
    utilisation: '产能利用',
    'back-test': '模型与实际观测',
    'time-to-survive': '用户多久后短缺',
    convergence: '均值有多确定',
    tornado: '逐一变动各项假设',
    'rank-correlations': '结果随什么升降',
    'sobol-indices': '方差的份额',
    'study-shortages': '各政策下各时期的短缺',
    'study-differences': '与基准的差异',
    'study-survival': '各政策下用户多久后短缺',
    'study-grid': '组合网格',
    'study-regret': '各政策在各情形下的遗憾值',
  },
  fields: {
    short: '未满足',
    days: '库存天数',
    kept: '目标天数',
    share: '尚未短缺',
    p05: '5 %',
    p25: '25 %',
    p50: '中位数',
    p75: '75 %',
    p95: '95 %',
    mean: '均值',
    central: '中心情形',
    modelled: '模型',
    observed: '观测',
    shipped: '发货',
    delivered: '发货',
    beside: '从别处发货',
    ordered: '订货',
    waiting: '待批',
    held: '已获许可未发货',
  },
  scenario: {
    nobodyShort: (users, from, to) => `从${from}到${to}，${users} 个用户无一短缺。`,
    nobodyEver: (users, runs) => `在全部 ${formatNumber(runs)} 次模拟中，${users} 个用户无一短缺。`,
    short: (who, amount, of, after) =>
      `${who}将缺 ${amount}，占其需求的 ${of}${after === undefined ? '' : `，在中断发生 ${after}后首次短缺`}。`,
    likelyShort: (who, odds, mean, low, high, after) =>
      `${who}在 ${odds} 的模拟中出现短缺${after === undefined ? '' : `（中位数为中断发生 ${after}后）`}，平均缺 ${mean}（${spread(low, high)}）。`,
    others: (names, rest) =>
      names.length === 0
        ? rest === 0
          ? '模型中没有其他用户。'
          : `其余 ${rest} 个用户的需求全部得到满足。`
        : `同样短缺的有：${someOf(names, 4)}；${rest === 0 ? '没有用户完全得到满足' : `${rest} 个用户从不短缺`}。`,
    otherShort: (name, amount) => `${name}（${amount}）`,
    expectations: (met, all) =>
      all === 0 ? '文件未列出可供对照的预期。' : `文件列出 ${all} 项预期，其中 ${met} 项与所述一致。`,
    neverShort: (names) => `从不短缺：${list(names)}。`,
  },
  shortageOf: (title) => `${title}的短缺量`,
  driver: {
    none: '单独变动任何一项不确定的假设，结果都不改变。',
    one: (assumption, metric, low, high) =>
      `影响最大的假设是 ${assumption}：单独变动它，${metric}从 ${low} 变到 ${high}。`,
  },
  table: {
    users: '出现短缺的用户',
    user: '用户',
    everShort: '出现短缺的模拟占比',
    shortage: '短缺量',
    shortageMean: '短缺量（均值）',
    standardError: '标准误',
    p05: '5 %',
    p25: '25 %',
    p50: '中位数',
    p75: '75 %',
    p95: '95 %',
    lost: '少生产',
    lostMean: '少生产（均值）',
    served: '满足率',
    servedMean: '满足率（均值）',
    peak: '最严重的一步',
    survives: '多久后短缺',
    survivesMedian: '多久后短缺（中位数）',
    recovers: '多久后恢复',
    beforeDisruption: '中断之前',
    survivesAll: '其后不短缺',
    notYet: '至期末未恢复',
    byMonth: (title, unit) => `${title}${unit === '' ? '' : `（${unit}）`}，各月首日`,
    date: '日期',
    month: '月份',
    central: '中心情形',
    value: '数值',
    neverShortShare: '从不短缺的占比',
    runs: '模拟次数',
    mean: '均值',
    flow: '流向',
    used: '产能利用率',
    utilisation: '全期产能利用率，中心情形',
    survival: '中断发生后多久首次短缺',
    convergence: '全部模拟的平均短缺量',
    observed: '观测',
    modelled: '模型',
    assumption: '假设',
    aloneAt: '单独取值',
    gives: '结果',
    swing: '变动',
    tornado: (metric) => `单独变动一项假设时的${metric}`,
    assumptions: '全部假设、中心情形取值及其依据',
    inUnit: '取值',
    grounds: '依据',
    rivals: '不同说法',
    expectation: '预期',
    because: '依据',
    standing: '中心情形',
    odds: '各次模拟',
    cameTo: '实际值',
    expectations: '文件的预期与结果',
  },
  assumptions: {
    figure: (what, document, line) => `${what}（文件 ${document}，第 ${line} 行）`,
    derived: (formula) => `由其他假设推出：${formula}`,
    assumed: (why) => `假定：${why}`,
    levers: '没有不确定的假设：每项只有一个取值。',
    uncertain: (count) => `${count} 项假设不确定；表中为中心值。`,
  },
  standing: {
    met: '成立',
    notMet: '不成立',
    contradicted: '与模型矛盾（文件已说明）',
    borneOut: '竟然成立（与文件所述相反）',
  },
  observations: {
    fit: (title, months, error, bias) => `${title}：${months} 个月中，模型平均偏离参考值的 ${error}（偏差 ${bias}）。`,
    observation: (title) => title,
  },
  repeat: {
    how: '对同一文件运行同一命令，在任何机器上都得到同样的数字。',
    command: '命令',
    program: '程序',
    digest: '展开后情景的摘要（SHA-256）',
    studyDigest: '研究及其情景的摘要（SHA-256）',
    seed: '随机种子',
    runs: '模拟次数',
    sampling: '抽样',
    files: '与本报告同处的数据',
  },
};
