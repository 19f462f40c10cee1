/** The ways to spoil a call and what lies around its files. */
import type { Chance } from './chance.ts';
import { FORMULAS, TEXTS } from './hostile.ts';

/** Names for a scenario file. */
export const FILE_NAMES: readonly string[] = [
  ...[
    '.yaml',
    '..yaml',
    '...yaml',
    'a b.yaml',
    '-x.yaml',
    '--help',
    'results',
    'results.yaml',
    'plain',
    'plain.txt',
    'a.b.yaml',
  ],
  ...[
    'é.yaml',
    "a'b.yaml",
    'a"b.yaml',
    'a\nb.yaml',
    'a\n::error::b.yaml',
    '\u001b[31m.yaml',
    '__proto__.yaml',
    '$(touch here).yaml',
  ],
  ...[
    'a\\b.yaml',
    'figures.yaml',
    'chokepoint.yaml',
    `${'x'.repeat(250)}.yaml`,
    'A.YAML',
    'a.yml',
    '\u202ea.yaml',
    '*.yaml',
    '~.yaml',
  ],
];

const SETTINGS: readonly string[] = [
  ...[
    '',
    '=',
    'a',
    'a=',
    '=1',
    'horizon=1 day',
    'horizon=0',
    'horizon=1e9 years',
    'step=1 day',
    'step=1e300 days',
    'runs=1',
  ],
  ...[
    'assumptions.nothing=1',
    'assumptions.stock=.nan',
    'assumptions.stock=-1',
    'demands.cars.rate=1e308 t/year',
    'title=x',
  ],
  ...[
    'stockpiles.magnets=null',
    'stockpiles=null',
    'stockpiles.magnets.initial=.inf',
    'flows.imports.to=nowhere',
    'version=2',
  ],
  ...[
    '__proto__.a=1',
    'constructor.prototype.a=1',
    'demands.__proto__.rate=1',
    'demands..rate=1',
    '.=1',
    'a.b.c.d.e=1',
  ],
  ...[
    'events.0.date=2025-01-01',
    'expect.0.that=1',
    'extends=/etc/passwd',
    'title="\\e[31m"',
    'demands.cars.rate=[',
    "about='",
  ],
];

/** Options with values, by the commands that may have them; a value may be missing. */
function option(command: string, chance: Chance): string[] {
  const outs = [
    '.',
    '..',
    '',
    'plain.yaml',
    'results/plain',
    'a/b/c',
    'in the way',
    'missing/../x',
    'a\nb',
    '\u001b[31m',
    'x'.repeat(300),
  ];
  const all: (readonly [commands: RegExp, words: readonly string[]])[] = [
    [/run|check|validate/, ['--set', chance.oneOf(SETTINGS)]],
    [/run|check|validate/, ['--set', chance.oneOf(SETTINGS), '--set', chance.oneOf(SETTINGS)]],
    [/run|check|compare|solve|sensitivity/, ['--out', chance.oneOf(outs)]],
    [/run|compare|solve|sensitivity/, ['--seed', chance.oneOf(TEXTS)]],
    [/run|compare|solve|sensitivity/, ['--sampling', chance.oneOf(['sobol', 'latin-hypercube', 'none', ''])]],
    [/run|compare|solve/, ['--lang', chance.oneOf(['zh', 'de', ''])]],
    [/solve/, ['--from', chance.oneOf(FORMULAS)]],
    [/solve/, ['--to', chance.oneOf(FORMULAS)]],
    [/solve/, ['--in', chance.oneOf(['0', '1', '100%', '101%', '-5%', 'NaN', '1e-300', ''])]],
    [
      /sensitivity/,
      ['--metric', chance.oneOf([...TEXTS, 'demands.cars.fill_rate', 'total.supply_cost', 'demands.cars.peak_date'])],
    ],
    [/sensitivity/, ['--sobol']],
    [
      /check/,
      ['--junit', chance.oneOf(['junit.xml', 'plain.yaml', 'results', 'results/plain/summary.json', '..', ''])],
    ],
    [/check/, ['--html', chance.oneOf(['page.html', 'plain.yaml', 'results', 'a/b.html', ''])]],
    [/check/, ['--since', chance.oneOf(['HEAD', '--help', '-1', '', '$(touch here)', '\u001b[31m'])]],
    [/check/, ['--update']],
    [/check/, ['--github']],
    [/figures/, ['--document', chance.oneOf(TEXTS)]],
    [/figures/, ['--verdict', chance.oneOf(TEXTS)]],
    [/figures/, ['--folder', chance.oneOf(['.', '..', '/etc', '/dev/null', '', 'missing', 'scenarios/'])]],
    [/./, ['--runs', chance.oneOf(['0', '-1', '0.5', 'many', '', 'NaN', '1e999'])]],
    [/./, ['--threads', chance.oneOf(['0', '-1', 'many', ''])]],
    [/./, ['--json']],
    [/./, ['--quiet']],
    [
      /./,
      [
        chance.oneOf([
          '--unknown',
          '--',
          '-x',
          '--no-quiet',
          '--help',
          '--version',
          '--set',
          '--out',
          '--runs',
          '--seed',
        ]),
      ],
    ],
    [
      /./,
      [
        chance.oneOf([
          'missing.yaml',
          '',
          '.',
          '..',
          '/dev/null',
          'a\u0001b',
          '*.yaml',
          'folder',
          'link',
          'loop',
          'empty.yaml',
        ]),
      ],
    ],
  ];
  const fitting = all.filter(([commands]) => commands.test(command));
  return [...chance.oneOf(fitting)[1]];
}

/** Another call, with what is other in words. */
export function spoiltCall(words: readonly string[], chance: Chance): { words: string[]; told: string } {
  const valued = words.findIndex((word) => word === '--vary' || word === '--until');
  if (valued >= 0 && chance.is(0.5)) {
    const place = valued + (chance.is(0.5) ? 1 : 3);
    const text = chance.oneOf(TARGETS);
    return { words: words.with(place, text), told: `${words[place - 1]} ${JSON.stringify(text)}` };
  }
  const added = option(words[0], chance);
  // yargs takes the last of a value that may be given once as a second one.
  const kept = words.filter((word, n) => word !== added[0] && words[n - 1] !== added[0]);
  return {
    words: [...(added[0]?.startsWith('-') ? kept : words), ...added],
    told: `the call with ${JSON.stringify(added)}`,
  };
}

const TARGETS: readonly string[] = [
  ...[
    '',
    'x',
    'demands.cars.fill_rate',
    'demands.cars.fill_rate >= 99',
    'demands.cars.fill_rate >= 1e308',
    'demands.cars.shortage < -1 t',
  ],
  ...[
    'demands.cars.shortage <= 0 t',
    'demands.cars.time_to_survive >= 10 years',
    'demands.cars.fill_rate == 1',
    '1 >= 0',
    '0 >= 1',
  ],
  ...[
    'stockpiles.magnets.initial',
    'stockpiles.magnets.cover',
    'flows.imports.capacity',
    'flows.imports.lead',
    'horizon',
    'step',
    'runs',
  ],
  ...[
    'demands.cars.priority',
    'licences.export.phases.0.allow',
    'title',
    'version',
    '__proto__',
    'stockpiles',
    'assumptions.nothing',
  ],
  ...[
    'probability(demands.cars.fill_rate >= 99%) >= 95%',
    '\u001b[31m',
    '::error::a',
    '(',
    'flows.imports.cost',
    'demands.cars.rate',
  ],
];

/** What an earlier or a hostile hand left in the folder of results; `name` is that of the scenario. */
export const LEFTOVERS: readonly {
  readonly words: string;
  readonly files: (name: string) => Readonly<Record<string, string>>;
}[] = [
  ...[
    ...['null', '{}', '[1]', '[null]', '[{}]', '"text"', 'no JSON', '', '[{"aside":"a","folder":"b","old":".."}]'],
    ...[
      '[{"aside":"a","folder":"b","old":"."}]',
      '[{"aside":"a","folder":"b","old":"theirs"}]',
      '[{"aside":"theirs","folder":"b","old":"c"}]',
    ],
    ...[
      '[{"aside":"a","folder":"b","old":""}]',
      '[{"aside":"../../precious","folder":"b","old":"c"}]',
      '[{"old":"../.."}]',
    ],
  ].map((journal) => ({
    words: `a journal ${journal}`,
    files: () => ({ 'results/.chokepoint-update.json': journal, 'results/theirs/notes.md': 'of a user' }),
  })),
  { words: 'notes in the folder of the results', files: (name) => ({ [`results/${name}/notes.md`]: 'of a user' }) },
  {
    words: 'a folder in the folder of the results',
    files: (name) => ({ [`results/${name}/theirs/notes.md`]: 'of a user' }),
  },
  { words: 'a file in the place of the results', files: (name) => ({ [`results/${name}`]: 'of a user' }) },
  { words: 'a file in the place of all results', files: () => ({ results: 'of a user' }) },
  {
    words: 'a baseline that is no JSON',
    files: (name) => ({ [`results/${name}/summary.json`]: '{', [`results/${name}/series.csv`]: 'a' }),
  },
  {
    words: 'an empty baseline',
    files: (name) => ({ [`results/${name}/summary.json`]: '{}', [`results/${name}/series.csv`]: '' }),
  },
];
