/** What stands before the names of files and commands that a call ends with, and why these lie where they do. */
import type { Language } from '../index.ts';

interface Labels {
  /** As wide as the widest of them. */
  readonly numbers: string;
  readonly charts: string;
  readonly report: string;
  readonly explore: string;
  readonly seed: string;
  /** Around where the explorer is written, and around where it is served. */
  readonly written: readonly [string, string];
  readonly served: readonly [string, string];
  /** How replicates were drawn, behind the seed. */
  readonly sampling: (name: string) => string;
  /** Why results lie in `path` and not where they `usual`ly do. */
  readonly apart: (path: string, usual: string, options: readonly string[]) => string;
}

const LABELS: Readonly<Record<Language, Labels>> = {
  en: {
    ...{ numbers: 'Numbers: ', charts: 'Charts:  ', report: 'Report:  ', explore: 'Explore: ', seed: 'Seed:    ' },
    written: ['The explorer is in ', '.'],
    served: ['The explorer is at ', ' for this machine alone; Ctrl-C ends it.'],
    sampling: (name) => `, ${name} sampling`,
    apart: (path, usual, options) =>
      `Written to ${path}, as ${usual} is for runs without ${options.join(', ')}; --out names another folder.`,
  },
  zh: {
    ...{ numbers: '数据：', charts: '图表：', report: '报告：', explore: '推演：', seed: '种子：' },
    written: ['推演页在 ', '。'],
    served: ['推演页在 ', '，仅供本机访问；按 Ctrl-C 结束。'],
    sampling: (name) =>
      `，${{ plain: '简单随机抽样', 'latin-hypercube': '拉丁超立方抽样', sobol: '索博尔序列抽样' }[name] ?? name}`,
    apart: (path, usual, options) =>
      `已写入 ${path}：${usual} 存放未用 ${options.join('、')} 的结果；可用 --out 另行指定文件夹。`,
  },
};

/** The labels of a language. */
export function labelsIn(language: Language): Labels {
  return LABELS[language];
}

/** A label before the first of some lines, which stand below each other. */
export function labelled(label: string, lines: readonly string[]): string[] {
  const blank = label.replace(/[^ -~]/g, '  ').replace(/./g, ' ');
  return lines.map((line, n) => (n === 0 ? label : blank) + line);
}
