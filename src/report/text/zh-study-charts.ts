/** What charts of studies and searches say, in Chinese; as in zh-charts.ts; `@n` is a list of names. */

/** Whether a target is reached: in how many replicates, or by what in the central run. Takes six groups. */
const REACHED =
  '(?:reached in (.+?) of ([\\d,]+) replicates \\(95 % interval (.+?) to (.+?); (.+?) wanted\\)|(.+?) in the central run)\\.?$';
const reached = (first: number): string => {
  const [share, runs, low, high, wanted, central] = [0, 1, 2, 3, 4, 5].map((n) => `$${first + n}`);
  return `[${share} 的模拟达标（共 ${runs} 次，95 % 置信区间 ${low} 至 ${high}；要求 ${wanted}）][中心情形为 ${central}]`;
};

export const STUDY_SENTENCES: readonly (readonly [RegExp, string])[] = [
  // Differences and shortages.
  [
    /^(.+?): (.+?) less shortage in all, of (.+?) in the base, which may be chance$/,
    '$1：短缺总量减少 $2（基准为 $3），可能出于偶然',
  ],
  [/^(.+?): (.+?) less shortage in all, of (.+?) in the base$/, '$1：短缺总量减少 $2（基准为 $3）'],
  [/^No policy here gives less shortage in all than the base$/, '没有一项政策的短缺总量少于基准'],
  [
    /^Difference to the base on the same draws: mean of (.+?) replicates, and its 95 % interval$/,
    '相同随机数下与基准之差：$1 次模拟的均值及其 95 % 置信区间',
  ],
  [/^Difference to the base, at central values$/, '按中心值与基准之差'],
  [/^With “(.+?)” (.+?) would be short of (.+?) instead of (.+)$/, '采取“$1”，$2短缺 $3，而非 $4'],
  [/^(.+?) would be short of (.+?); no policy here gives less shortage in all$/, '$1将短缺 $2；没有政策能减少短缺总量'],
  [
    /^Shortage over time: mean of (.+?) replicates, and the middle half of them shaded$/,
    '各时期的短缺：$1 次模拟的均值，阴影为居中的一半',
  ],
  [/^Shortage over time, at central values$/, '按中心值各时期的短缺'],
  [/^(.+?) in the base, in no variant less$/, '基准 $1，各政策均不更少'],
  [/^(.+?) in the base, least with (.+): (.+?)$/, '基准 $1，最少为“$2”：$3'],
  [/^(.+?) \((\S+) a (week|day|\d+ days)\)$/, '$1（$2/$3）'],
  [/^Shortage in all \((.+?)\)$/, '短缺总量（$1）'],
  [/^Shortage in all$/, '短缺总量'],
  [/^Shortage of (.+?) \((\S+?)\)$/, '$1的短缺量（$2）'],
  [/^Shortage of ([^(]+)$/, '$1的短缺量'],
  [/^Cost of deliveries \((.+?)\)$/, '供货成本（$1）'],
  [/^Cost of deliveries$/, '供货成本'],
  [/^(.+) no change$/, '$1 不变'],
  [/^(.+) not comparable$/, '$1 不可比'],
  [/^not comparable$/, '不可比'],
  [/^(.+) ([+−][\d.,]+)(?: \(([+−]?[\d.,]+) to ([+−]?[\d.,]+)\))?$/, '$1 $2[（$3 至 $4）]'],
  [/^less than the base$/, '少于基准'],
  [/^more than the base$/, '多于基准'],
  [/^the same, or not told apart$/, '相同，或无法区分'],
  [/^the same$/, '相同'],
  [/^no change$/, '不变'],
  [/^Not drawn, with more shortage: (.+?)\.?$/, '未画出，短缺更多：@1'],
  // How long they last.
  [/^(.+?) would last (.+?) with (.+), (.+?) in the base$/, '采取“$3”，$1可支撑 $2，基准为 $4'],
  [/^(.+?) would last (.+?); no policy here makes it longer$/, '$1可支撑 $2；没有政策能延长'],
  [/^Share of replicates not yet short, by (weeks|months) after (.+)$/, '$2之后尚未短缺的模拟占比（横轴单位：$1）'],
  [/^half after (.+?) under every policy$/, '各政策下半数模拟均在 $1后短缺'],
  [/^(\S+ %) never short under every policy$/, '各政策下均有 $1 的模拟从不短缺'],
  [/^(.+): half after (.+)$/, '@1：半数在 $2后短缺'],
  [/^(.+): (\S+ %) never short$/, '@1：$2 从不短缺'],
  // Grids and worlds.
  [/^Shortage in all lies between (.+?) and (.+)$/, '短缺总量在 $1 与 $2 之间'],
  [/^Least with (.+); most with (.+)$/, '最少：$1；最多：$2'],
  [/^Mean shortage of all demands, in t$/, '全部需求的平均短缺量（t）'],
  [/^rows: (.+)$/, '行：$1'],
  [/^([\d,]+) more (?:maps are in (grid\.csv)|worlds are in (worlds\.csv))\.?$/, '另有 $1 项[，见 $2][，见 $3]'],
  [/^none$/, '无'],
  [/^up to (\S+)( \S+)?$/, '至多 $1$2'],
  [/^(\S+) to (\S+)( \S+)?$/, '$1 至 $2$3'],
  [
    /^(.+) has the least shortage in every world; the ranking survives them all$/,
    '在每种情形下，@1的短缺都最少；排序不变',
  ],
  [
    /^(.+) has the least shortage in every world; the ranking behind changes$/,
    '在每种情形下，@1的短缺都最少；其后的排序有变',
  ],
  [/^Who does best depends on the document: (.+)$/, '哪项政策最优取决于相信哪份文件：@1'],
  [/^Least to regret: (.+), at most (.+?)$/, '遗憾最小：$1，至多 $2'],
  [
    /^Regret: mean shortage, in t, beyond that of the best policy in the same world; bold 0 is the best$/,
    '遗憾值：比同一情形下最优政策多出的平均短缺量（t）；粗体 0 为最优',
  ],
  [/^greatest regret$/, '最大遗憾值'],
  [/^as written$/, '按原文'],
  [/^(.+): (.+); in place of (.+?)\.?$/, '$1：$2；代替 $3'],
  // What drives the base.
  [/^(.+?) (?:decides|matters most): it moves the shortage of (.+) by (.+?)$/, '$1影响最大：使$2的短缺量变动 $3'],
  [
    /^Shortage of (.+) \((.+?)\) with one assumption at the values beside its bars and all others central; ranges are taken at their 5 % and 95 % quantiles$/,
    '$1的短缺量（$2）：一项假设取条旁的值，其余取中心值；区间取其 5 % 与 95 % 分位数',
  ],
  [/^Changing nothing when moved alone: (.+?)\.?$/, '单独变动时不改变结果：@1'],
  [/^Moving it less: (.+?)\.?$/, '影响较小：@1'],
  [/^(.+), by (.+?): (.+?) at (.+?) and (.+?) at (.+)$/, '$1，变动 $2：取 $4 时 $3，取 $6 时 $5'],
  [/^(.+), by (.+?): (.+?) at (.+)$/, '$1，变动 $2：取 $4 时 $3'],
  // How much is enough.
  [
    new RegExp(`^None of (.+) from (.+?) to (.+?) is enough for (.+?): at best (.+?), ${REACHED}`),
    `$1 从 $2 到 $3 都不满足 $4：最好为 $5，${reached(6)}`,
  ],
  [
    new RegExp(
      `^(.+?) of (.+) is enough for (.+?), the least that was looked at: the target is reached there already: ${REACHED}`,
    ),
    `$2 为 $1 时即满足 $3，已是所查的最小值：${reached(4)}`,
  ],
  [new RegExp(`^(.+?) of (.+) is enough for (.+?): ${REACHED}`), `$2 为 $1 时即满足 $3：${reached(4)}`],
  [/^(.+?) of (.+) is enough$/, '$2 为 $1 即可'],
  [/^1 % less, (.+?), is enough as well, as more need not help\.?$/, '少 1 %（$1）也够：更多未必更好'],
  [new RegExp(`^1 % less, (.+?), is not: ${REACHED}`), `少 1 %（$1）则不够：${reached(2)}`],
  [
    /^(.+) does not move the target (.+?): what it compares is (.+?) at all (\d+) values from (.+?) to (.+?)\.?$/,
    '$1 不影响目标 $2：从 $5 到 $6 的 $4 个取值下均为 $3',
  ],
  [
    /^More did not always help: (.+?) does worse than (.+?), so that more than the answer need not be enough\.?$/,
    '更多未必更好：$1 不如 $2，所以比答案更多未必足够',
  ],
  [/^More did not always help: (.+?) does worse than (.+?)\.?$/, '更多未必更好：$1 不如 $2'],
  [/^Searched from (.+?) to (.+?) in (\d+) evaluations\.?$/, '在 $1 至 $2 之间搜索，共计算 $3 次'],
  [/^wanted: (.+?) of replicates$/, '要求：$1 的模拟'],
  [/^wanted: (.+)$/, '要求：$1'],
  [/^(.+) \((days|weeks|months|years)\)$/, '$1（$2）'],
  [/^values tried$/, '试过的取值'],
  [/^the least that is enough$/, '足够的最小值'],
  [/^Share of ([\d,]+) replicates in which (.+)$/, '$1 次模拟中满足 $2 的占比'],
  [/^Central run; wanted: (.+)$/, '中心情形；要求：$1'],
];
