/** What a check says, on its page and on a terminal, in Chinese. */
import type { Finding } from '../../model/network.ts';
import type { EN_CHECK } from './en-check.ts';
import { formatNumber as n } from './format.ts';

const some = (count: number, what: string) => (count === 0 ? '' : `${n(count)} 个${what}`);

/** What is found of a claim. */
export const ZH_FOUND: Readonly<Record<Finding, string>> = {
  held: '成立',
  contradicted: '不成立',
  undecided: '尚无定论',
};

export const ZH_CHECK: typeof EN_CHECK = {
  title: (astray, all) =>
    astray === 0
      ? all === 1
        ? '情景与已提交的结果一致'
        : `${n(all)} 个情景均与已提交的结果一致`
      : `${n(all)} 个情景中有 ${n(astray)} 个与已提交的结果或预期不符`,
  against: (out, revision) =>
    `对照各情景的预期，以及 ${out}/ 中${revision === undefined ? '' : `版本 ${revision} 的`}结果`,
  counts: {
    sentence: (counts) => `${counts}。`,
    same: (same, all) =>
      same === all
        ? `${all === 1 ? '情景' : `${n(all)} 个情景均`}与已提交的结果一致，并符合预期`
        : `${n(all)} 个情景中有 ${n(same)} 个与已提交的结果一致并符合预期`,
    moved: (count) => some(count, '有变动'),
    astray: (count) => some(count, '不符合预期'),
    unjudged: (count) => some(count, '有未判定的预期'),
    noBaseline: (count) => some(count, '没有基准结果'),
    unsound: (count) => some(count, '无法运行'),
  },
  furthest: (title, what) => `超出容差最多的出现在“${title}”：${what}。`,
  sections: { overview: '有哪些不同', same: '与已提交的结果一致', accept: '如何接受变动' },
  verdict: {
    same: '与已提交的结果一致',
    unsound: '无法运行',
    astray: (count, all) => `${n(all)} 项预期中有 ${n(count)} 项不符`,
    unjudged: (count, all) => `${n(all)} 项预期中有 ${n(count)} 项未判定`,
    noBaseline: '没有基准结果',
    moved: (count) => `有变动：${n(count)} 处不同`,
    asStated: (count) => `${n(count)} 项预期与所述一致`,
  },
  facts: {
    file: '文件',
    verdict: '结论',
    earliest: '最早变动',
    upstream: '物流上游首处变动',
    inputs: '改动的输入',
    more: (count) => `另有 ${n(count)} 处；chokepoint check --json 列出全部`,
    outcome: '结果',
    missing: '为何没有基准结果',
    notes: '未比较的内容',
    origin: (entity, date, name) => `${entity}，${date}（${name}）`,
  },
  table: {
    scenarios: '有不同的情景',
    scenario: '情景',
    verdict: '结论',
    furthest: '超出容差最多者',
    expectations: '不符的预期',
    expectation: '预期',
    left: '实际',
    right: '对照',
    off: '相差',
    because: '理由',
    place: '位置',
    notJudged: '未判定：需要多次模拟',
    faults: '输入中的错误',
    field: '字段',
    expected: '应为',
    found: '实为',
    remedy: '如何更正',
    metrics: '有变动的指标，超出容差最多者在前',
    metric: '指标',
    series: '有变动的时间序列（取差异最大处），超出容差最多者在前',
    oneSeries: '时间序列',
    old: '已提交',
    now: '现在',
    difference: '差异',
    tolerance: '容差',
    any: '无：一律列出',
    since: '始于',
    most: '最大差异日',
    others: '其他不同，不论容差一律列出',
    what: '内容',
    kind: '如何不同',
    date: '日期',
    where: (shown, steps) => `差异最大之处：超出容差的 ${n(steps)} 步中的 ${n(shown)} 步`,
  },
  notes: (note) => {
    switch (note.kind) {
      case 'no ensemble before':
        return '基准结果没有多次模拟：只比较了中心情形。';
      case 'no ensemble now':
        return '本次没有多次模拟：未比较基准结果的多次模拟。';
      case 'other draws': {
        const draws =
          note.before === note.now ? '用的是另一批随机数' : `有 ${note.before} 次模拟，现在是 ${note.now} 次`;
        return `基准结果${draws}：只按标准误比较了均值与概率。`;
      }
      case 'same inputs':
        return `影响数值的输入没有改动：基准结果由 ${note.program} 生成。`;
    }
  },
  inputs: {
    added: (path, value) => `${path} 新增：${value}`,
    removed: (path, value) => `${path} 删除：${value}`,
  },
  outcomes: {
    names: { shortage: '短缺量', want: '得不到满足的需求占比', time_to_survive: '可支撑时间' },
    statistics: { central: '中心情形', mean: '均值', median: '中位数' },
    neverShort: '从不短缺',
    of: (who, name, statistic, now) => `${who}，${name}（${statistic}）：${now}`,
    isNew: (now) => `${now}；基准结果中没有`,
    asBefore: (now) => `${now}，与之前相同`,
    hardly: (now) => `${now}，几乎未变`,
    by: (moved, by) => (by === '' ? moved : `${moved}（${by}）`),
  },
  named: (title, name) => `${title}（${name}）`,
  noValue: '无',
  notNumber: '非数值',
  byShare: (by, share) => `${by}，${share}`,
  astray: {
    noReason: (that) => `所述理由不成立（${that}）`,
    borneOut: '本应始终不成立的说法成立了',
    found: (stated, found) => `文件称“${ZH_FOUND[stated]}”，检验结果为“${ZH_FOUND[found]}”`,
    rival: '换成对立的数值，结论并未翻转',
    line: (that, because, what, off) =>
      `${that}${because === undefined ? '' : `（${because}）`}${what === undefined ? '' : `，${what}`}：${off}`,
  },
  lines: {
    moved: (name, was, is, by) => `变动    ${name}：${was} → ${is}${by === '' ? '' : `（${by}）`}`,
    noNumber: (name, was, is) => `无数值  ${name}：${was} → ${is}`,
    isNew: (name) => `新增    ${name}：基准结果中没有`,
    lost: (name) => `缺失    ${name}：仅基准结果中有`,
    unit: (name, was, is) => `单位    ${name}：原为 ${was || '无单位'}，现为 ${is || '无单位'}`,
    dates: (name, was, is) => `日期    ${name}：${was} → ${is}`,
    during: (since, steps) => `，自 ${since} 起共 ${steps} 步`,
    most: (date) => `，${date} 差异最大`,
    changed: (what) => `改动    ${what}`,
    textsAlone: (paths) => `改动    仅文字：${paths.join('、')}`,
    outcome: (what) => `结果    ${what}`,
    moreInputs: (count) => `……另有 ${count} 处输入改动；--json 列出全部。`,
    moreDifferences: (count) => `……另有 ${count} 处不同；--json 列出全部。`,
    first: (entity, date, name) => `最早变动：${entity}，${date}（${name}）。`,
    upstream: (entity, date, name) => `物流上游首处变动：${entity}，${date}（${name}）。`,
    head: (name, what) => `${name}：${what}`,
    unsound: '输入有误',
    same: (expectations) => `${n(expectations)} 项预期与所述一致，结果与已提交的一致`,
    astray: (count, all) => `${n(all)} 项预期中有 ${count} 项与所述不符`,
    unjudged: (count, all) => `${n(all)} 项预期中有 ${count} 项未判定`,
    noBaseline: '没有基准结果',
    differences: (count) => `${n(count)} 处不同`,
    verdict: (isNotMet, what, reason) =>
      `${isNotMet ? '不成立' : '不符  '}  ${what}${reason === undefined ? '' : `。${reason}`}`,
    at: (place) => `  位于 ${place}`,
    notJudged: (place, remedy) => `未判定  ${place}：需要多次模拟。${remedy}`,
    missing: (why) => `没有基准结果：${why}。chokepoint check --update 可写入。`,
    count: (all, same, differ, unsound) => {
      const more = [...(differ > 0 ? [`${differ} 个不一致`] : []), ...(unsound > 0 ? [`${unsound} 个输入有误`] : [])];
      return `${[`${n(all)} 个情景：${same} 个一致`, ...more].join('，')}。`;
    },
  },
  kinds: {
    new: '新增：基准结果中没有',
    lost: '缺失：仅基准结果中有',
    unit: '单位不同',
    dates: '日期不同',
  },
  more: (count, what) =>
    `另有 ${n(count)} ${{ metric: '项指标', series: '条时间序列', difference: '处不同' }[what]}；chokepoint check --json 列出全部。`,
  drawn: (entities, rest) =>
    rest === 0
      ? '有变动的时间序列均已绘出。'
      : `已绘出 ${n(entities)} 个对象各自变动最大的时间序列；另有 ${n(rest)} 条有变动。`,
  accept: {
    how: '若这些变动是有意的，请重新写入结果并提交：',
    since: (revision) => `与版本 ${revision} 的不同之处可能已写入此处的结果。若尚未写入且属有意：`,
    set: '本次在文件之上另设了数值：要接受变动，请把它们写进文件。',
    expectations: '不符的预期不会因更新而被接受：请修改情景，或修改其预期。',
    unsound: '在所有情景都能运行之前不会写入任何内容：请先更正无法运行的情景。',
  },
};
