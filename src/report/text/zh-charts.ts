/**
 * What charts say, in Chinese: sentences of theirs by pattern, and what they become. A sentence that is not here stays
 * English. Names of users, licences and events are the file's own.
 */
import { list, quantity } from './zh-quantities.ts';
import { STUDY_SENTENCES } from './zh-study-charts.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** A sentence of a chart, with groups for what differs, and its Chinese with `$1` in their place. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  // Titles.
  [
    /^(.+?) would be short in every run: (.+?) (?:lost|late) in the median \(5 to 95 %: (.+?)\)(?:\. Also short: (.+))?$/,
    '$1在每次模拟中都会短缺：中位数为 $2（5 % 至 95 %：$3）。[同样短缺：@4]',
  ],
  [
    /^(.+?) would be short in (.+?) of runs: (.+?) (?:lost|late) in the median \(5 to 95 %: (.+?)\)(?:\. Also short: (.+))?$/,
    '$1在 $2 的模拟中会短缺：中位数为 $3（5 % 至 95 %：$4）。[同样短缺：@5]',
  ],
  [
    /^(.+?) would be short for (.+?)(?: in all, first)? from (\d+ \w+ \d+)(?:, and lose (.+?))?(?:\. Also short: (.+))?$/,
    '$1从 $3 起将短缺 $2[，损失 $4]。[同样短缺：@5]',
  ],
  [
    /^(.+?): (.+?) of supply would fall to (.+?) by (.+?) in the median \(5 to 95 %: (.+?)\)$/,
    '$1：库存可用时间由 $2降至 $3（$4，中位数；5 % 至 95 %：$5）',
  ],
  [/^(.+?) would hold out for (.+?) in the median \(5 to 95 %: (.+?)\)$/, '$1可支撑 $2（中位数；5 % 至 95 %：$3）'],
  [/^(.+?): (.+?) would be shipped on average, (.+?) before$/, '$1：平均发货 $2，此前为 $3'],
  [/^The mean shortage of (.+?) is known to ±(.+?) from (.+?) runs$/, '$3 次模拟得出的$1平均短缺量，误差为 ±$2'],
  [
    /^(.+?): (.+?) of supply would be used up by (.+?) in the median \(5 to 95 %: (.+?)\)$/,
    '$1：$2的库存将在 $3（中位数；5 % 至 95 %：$4）用尽',
  ],
  [/^(.+?): (.+?) of supply would be used up by (.+?)$/, '$1：$2的库存将在 $3 用尽'],
  [/^(.+?): (.+?) of supply would fall to (.+?) by (.+?)$/, '$1：库存可用时间由 $2降至 $3（$4）'],
  [/^(.+?): nothing would be shipped from (.+?) to the end$/, '$1：自 $2 起至期末无发货'],
  [
    /^In the central run (.+?) would run full for (.+?); (\d+) other capacit(?:y|ies) would be full at times$/,
    '中心情形下，$1满负荷 $2；另有 $3 处产能有时满负荷',
  ],
  [
    /^(.+?) would run full for (.+?); (\d+) other capacit(?:y|ies) would be full at times$/,
    '$1满负荷 $2；另有 $3 处产能有时满负荷',
  ],
  // Below titles.
  [
    /^([\d,]+) runs, what is uncertain drawn anew for each; licences and shading as in the central run$/,
    '$1 次模拟，每次重新抽取不确定的数值；许可证与阴影按中心情形',
  ],
  [/^Unmet demand as a share of what is needed at the time$/, '未满足的需求占同期需求的比例'],
  [
    /^Days that the stock would last at the going rate; dotted: what it is kept at$/,
    '按现有用量库存可用的天数；点线：目标天数',
  ],
  [/^Share of runs not yet short by each date; times count from (.+)$/, '截至各日期尚未短缺的模拟占比；时间自$1起算'],
  [/^Share of capacity in use, from mines \(top\) to users \(bottom\)$/, '产能利用率，自矿山（上）至用户（下）'],
  [
    /^Mean shortage over the first so many runs, as a deviation from that over all (.+)$/,
    '前若干次模拟的平均短缺量与全部 $1 次之差',
  ],
  [
    /^Days that the stock would last at the going rate; dashed: what it is kept at$/,
    '按现有用量库存可用的天数；虚线：目标天数',
  ],
  // Headings.
  [
    /^opens at (.+?); lowest (.+?) on (.+?) in the median \(5 to 95 %: (.+?)\)(?:; (.+ beyond the scale|beyond the scale .+))?$/,
    '期初 $1；最低 $2（$3，中位数；5 % 至 95 %：$4）[；$5]',
  ],
  [
    /^opens at (.+?); lowest (.+?) on (.+?)(?:; (.+ beyond the scale|beyond the scale .+))?$/,
    '期初 $1；最低 $2（$3）[；$4]',
  ],
  [/^(.+?) before; (.+?) on average$/, '此前 $1；平均 $2'],
  [/^(.+?): applications \((.+?)\)$/, '$1：申请（$2）'],
  [/^at most (.+?) waiting$/, '待批最多 $1'],
  [/^mean (.+?) ± (.+)$/, '均值 $1 ± $2'],
  [
    /^5 % of runs short within (.+?), half within (.+?), 95 % within (.+?); central run after (.+)$/,
    '5 % 的模拟在 $1内短缺，一半在 $2内，95 % 在 $3内；中心情形在 $4后',
  ],
  [
    /^half of runs short within (.+?), 95 % within (.+?); central run after (.+)$/,
    '一半的模拟在 $1内短缺，95 % 在 $2内；中心情形在 $3后',
  ],
  [/^95 % of runs short within (.+?); central run after (.+)$/, '95 % 的模拟在 $1内短缺；中心情形在 $2后'],
  [
    /^short in every run; (.+?) (?:lost|late) in the median \(5 to 95 %: (.+?)\)$/,
    '每次模拟都短缺；中位数 $1（5 % 至 95 %：$2）',
  ],
  [
    /^short in (.+?) of runs; (.+?) (?:lost|late) in the median \(5 to 95 %: (.+?)\)$/,
    '$1 的模拟短缺；中位数 $2（5 % 至 95 %：$3）',
  ],
  [/^short for (.+?); at worst (.+?); (.+?) (?:lost|late)$/, '短缺 $1；最严重时 $2；共 $3'],
  [/^(.+?) before; (.+?) on average over time and runs$/, '此前 $1；平均 $2'],
  [/^at most (.+?) in the median, on (.+?) \(5 to 95 %: (.+?)\)$/, '中位数最高 $1（$2；5 % 至 95 %：$3）'],
  [/^(.+?): shipped \((.+?)\)$/, '$1：发货（$2）'],
  [/^(.+?): waiting for a decision \((.+?)\)$/, '$1：待批（$2）'],
  [/^(.+?): licensed, not yet shipped \((.+?)\)$/, '$1：已获许可未发货（$2）'],
  // Keys and labels.
  [/^([+−]?[\d.,]+) \(([+−]?[\d.,]+) to ([+−]?[\d.,]+)\)$/, '$1（$2 至 $3）'],
  [/^(\d{1,2} [A-Z][a-z]{2} \d{4}): (.+)$/, '$1：$2'],
  [/^([\d.,]+ (?:day|week|month|year)s?)$/, '$1'],
  [/^(yes|no|never)$/, '$1'],
  [/^5 to 95 % of ([\d,]+) runs$/, '5–95 %（$1 次）'],
  [/^5 to 95 % of the first ([\d,]+) runs$/, '5–95 %（前 $1 次）'],
  [/^25 to 75 %$/, '25–75 %'],
  [/^median$/, '中位数'],
  [/^central run$/, '中心情形'],
  [/^never short$/, '从不短缺'],
  [/^running mean$/, '累计均值'],
  [/^full$/, '满负荷'],
  [/^(over|under) (\d+ %)$/, '$1 $2'],
  [/^open$/, '开放'],
  [/^closed$/, '关闭'],
  [/^shipped under the licence$/, '凭许可证发货'],
  [/^shipped to the same users from elsewhere$/, '从别处发给同一用户'],
  [/^ordered under the licence \(dashed\)$/, '许可证下的订货（虚线）'],
  [/^licensed, not yet shipped$/, '已获许可未发货'],
  [/^applied for, waiting for a decision$/, '已申请待批'],
  [/^along the bottom: its users are short(?: in the central run)?$/, '底部：其用户短缺（中心情形）'],
  [/^runs not yet short$/, '尚未短缺的模拟'],
  [/^bar at the end: runs never short$/, '末端竖条：从不短缺的模拟'],
  [/^where the central run is first short, or ends$/, '中心情形首次短缺或结束之处'],
  [
    /^±1\.96 standard errors: holds the true mean in 95 of 100 ensembles$/,
    '±1.96 倍标准误：100 组模拟中有 95 组包含真实均值',
  ],
  [
    /^Flows under one licence: their percentiles are added up, as if all were high or low together\.$/,
    '同一许可证下的各流向：其百分位数相加，如同同高同低。',
  ],
  [/^Little changed: (.*)$/, '变化不大：@1'],
  [/^Not drawn, used less: (.*)$/, '未画出，利用较少：@1'],
  [/^not used$/, '未使用'],
  [/^shaded: the nearest licence on its supplies is restricted$/, '阴影：其供应上最近的许可证受限'],
  [/^shaded: the nearest licence on its supplies is closed$/, '阴影：其供应上最近的许可证关闭'],
  [/^shaded: the licence is restricted$/, '阴影：许可证受限'],
  [/^shaded: the licence is closed$/, '阴影：许可证关闭'],
  [/^assumption below its central value$/, '假设低于中心值'],
  [/^assumption above its central value$/, '假设高于中心值'],
  [/^central run: (.+)$/, '中心情形：$1'],
  [/^Never short in any run: (.*)$/, '任何一次模拟中都不短缺：@1'],
  [/^Never short: (.*)$/, '从不短缺：@1'],
  [/^Also short: (.*)$/, '同样短缺：@1'],
];

/** A sentence of a chart in Chinese, clause by clause where every clause is one; as it is where no pattern has it. */
export function chartSentence(english: string): string {
  const clauses = english.split('; ').map(patterned);
  return clauses.every((one) => one !== undefined) ? clauses.join('；') : (patterned(english) ?? english);
}

function patterned(english: string): string | undefined {
  for (const [pattern, chinese] of [...SENTENCES, ...STUDY_SENTENCES]) {
    const found = pattern.exec(english);
    if (found) return filled(chinese, found);
  }
  return undefined;
}

/** An alt text in Chinese: its title, then sentences, some of which begin with whom they are of. */
export function chartAlt(alt: string, title: string): string {
  const others = alt
    .slice(title.length)
    .split('. ')
    .filter((part) => part !== '');
  const told = others.map((part) => {
    const colon = part.indexOf(': ');
    const rest = part.slice(colon + 2);
    const isOfOne = colon >= 0 && (chartSentence(rest) !== rest || chartSentence(part) === part);
    return isOfOne ? `${chartSentence(part.slice(0, colon))}：${chartSentence(rest)}` : chartSentence(part);
  });
  return [chartSentence(title), ...told].join('。');
}

/** Groups in the places of `$n`, lists of names in those of `@n`; what stands in brackets is left out where its group is empty. */
function filled(chinese: string, groups: readonly (string | undefined)[]): string {
  const optional = chinese.replace(/\[([^\]$@]*[$@](\d\d?)[^\]]*)\]/g, (_, part: string, group: string) =>
    groups[Number(group)] === undefined ? '' : part,
  );
  const told = optional.replace(/([$@])(\d\d?)/g, (_, kind: string, group: string) => {
    const found = groups[Number(group)] ?? '';
    return kind === '@' ? listed(found) : inner(found);
  });
  return told.replace(/。$/, '').replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

/** What a group holds: quantities, dates, ranges and lists; a name stays as it is, even if numbers stand in it. */
function inner(english: string): string {
  const dated = english.replace(DATE, (whole, day: string, name: string, year: string) => {
    const month = MONTHS.findIndex((one) => one.startsWith(name)) + 1;
    return month === 0 ? whole : `${year}年${month}月${day}日`;
  });
  const ranged = dated
    .replace(/([\d%]) to (?=[\d−])/g, '$1 至 ')
    .replaceAll(' (in every run)', '（每次模拟）')
    .replace(/ \(in (.+?) of runs\)/g, (_, share: string) => `（${quantity(share)} 的模拟）`)
    .replace(/^over(?= \d|$)/, '超过')
    .replace(/^under(?= \d+ %$|$)/, '低于')
    .replace(/^beyond the scale at its highest$/, '最高处超出刻度')
    .replace(/^beyond the scale at its highest, and so is what it is kept at$/, '最高处与目标天数均超出刻度')
    .replace(/^what it is kept at is beyond the scale$/, '目标天数超出刻度')
    .replace(/^the same$/, '相同')
    .replace(/^the whole time in most replicates$/, '全程（多数模拟中）')
    .replace(/^weeks?$/, '周')
    .replace(/^months$/, '个月')
    .replace(/^days?$/, '天')
    .replace(/^years$/, '年')
    .replace(/^relative$/, '相对值');
  return isQuantity(ranged) ? quantity(ranged) : ranged;
}

const DATE = /(\d{1,2}) ([A-Z][a-z]{2,8}) (\d{4})/g;

/** Whether nothing but numbers with a unit or a thing each stand in a text, or one of the words for what has no number. */
function isQuantity(text: string): boolean {
  const number =
    '[+−]?(?:under |over )?[\\d.,]+(?: million)?(?: %| percentage points|(?: ?[\\p{L}/]+(?: a week| per week)?))?';
  const one = new RegExp(`^(?:${number}|[\\d年月日]+|never|yes|no)(?:(?:, | 至 |；|, and lose )(?:${number}))*$`, 'u');
  return one.test(text);
}

/** `甲、乙和丙`, or `甲、乙等（另有 7 个）`, each with what is said of it. */
function listed(names: string): string {
  const found = /^(?:(.*?)(?:, | and ))?(\d+) (?:more|others)\.?$/.exec(names);
  if (found?.[1] === undefined && found) return `另有 ${found[2]} 个`;
  const parts = (found?.[1] ?? names.replace(/\.$/, '')).split(/, and |, | and /).map(inner);
  return found ? `${parts.join('、')}等（另有 ${found[2]} 个）` : list(parts);
}
