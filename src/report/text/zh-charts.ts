/** What charts say, in Chinese. */
import type { Per } from './chart-text.ts';
import type { ChartText } from './en-charts.ts';
import { ZH_COMPARISONS } from './zh-comparisons.ts';
import { ZH_QUANTITIES as Q } from './zh-quantities.ts';
import { ZH_SUPPLY } from './zh-supply.ts';
import { ZH_USERS } from './zh-users.ts';

const PERS = { week: '周', month: '月', day: '天' } as const;

const perText = (per: Per) => (typeof per === 'number' ? `${per} 天` : PERS[per]);

export const ZH_CHARTS: ChartText = {
  ...ZH_COMPARISONS,
  ...ZH_USERS,
  ...ZH_SUPPLY,
  language: 'zh',
  quantities: Q,
  common: {
    alt: (headline, panels, more = []) =>
      [headline, ...panels.map(({ of, note }) => `${of}：${note.replace(/。$/, '')}`), ...more].join('。'),
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
