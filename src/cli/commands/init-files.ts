/** What `chokepoint init` writes: a repository of scenarios with one to begin with. */
import { jsonSchema } from '../../index.ts';

/** The scenario to begin with. */
export const FIRST_SCENARIO = 'scenarios/motor-maker.yaml';

/** The files by their path in the new repository, which is called `name` and depends on `chokepoint`. */
export function initFiles(name: string, chokepoint: string): ReadonlyMap<string, string> {
  return new Map([
    [FIRST_SCENARIO, SCENARIO],
    ['scenarios/scenario.schema.json', json(jsonSchema())],
    ['chokepoint.yaml', PROJECT],
    ['.vscode/settings.json', json(SETTINGS)],
    ['.vscode/extensions.json', json({ recommendations: ['redhat.vscode-yaml'] })],
    ['.github/workflows/check.yaml', WORKFLOW],
    ['.gitignore', IGNORED],
    ['package.json', json(packageOf(name, chokepoint))],
    ['README.md', readme(name)],
  ]);
}

function json(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

const SCENARIO = `# yaml-language-server: $schema=./scenario.schema.json
# A scenario to begin with: change a number, then see what moves with npx chokepoint check.
# Every field is explained in the editor, and by npx chokepoint schema --guide.
version: 2
title: A motor maker whose magnets need an export licence
about: >
  From 7 April 2025 each sale of magnets from the first source is reviewed, and part of the applications granted. The
  motor maker holds eight weeks of magnets and buys a fifth from a second source, which can deliver a little more. How
  long do the motors last, and how short do they run?
start: 2025-03-03
horizon: 52 weeks
disruption: 2025-04-07
units: [motor]

assumptions:
  # Each number has a source, or says why it is what it is.
  stock:    {value: 8 weeks, why: "what the buyer of this example holds; write your own"}
  output:   {value: 400000 motor/year, why: "a factory of middling size"}
  content:  {value: 1.5 kg/motor, why: "a motor of an electric car has one to two kilograms"}
  # An uncertain number: an ensemble draws it anew in each of its runs. The central run takes the mode, nine weeks.
  review:   {triangular: [6 weeks, 9 weeks, 17 weeks], why: "the rule allows 45 working days, which are nine weeks; some decisions take months"}
  approved: {uniform: [30%, 70%], why: "anywhere around a half, as long as nobody says"}

stockpiles:
  shelf:
    title: Magnets with the motor maker
    cover: stock
    source: assumption stock

flows:
  first_source:
    title: From the first source
    to: shelf
    share: 80%
    lead: 5 weeks
    licence: export
    assumed: "four parts in five, five weeks at sea: write your own"
  second_source:
    title: From the second source
    to: shelf
    share: 20%
    lead: 3 weeks
    capacity: 30% * output * content
    assumed: "a fifth of the need, and half as much again when asked"

licences:
  export:
    title: Export licence
    phases:
      - {from: 2025-04-07, title: each sale reviewed, review: review, approve: approved, assumed: "assumptions review, approved"}

demands:
  motors:
    title: Motors
    from: shelf
    rate: output
    uses: content
    assumed: "assumptions output, content"

events:
  - {date: 2025-04-07, title: Licences required, assumed: the date of this example}

expect:
  # What must stay true. chokepoint check tells when it no longer is.
  - {that: demands.motors.time_to_survive >= 8 weeks, because: "the stock alone lasts so long"}
  - {that: 'at(flows.first_source.shipped, "2025-04-21") == 0 t', because: "nothing is granted before a review ends"}
  - {that: probability(demands.motors.shortage > 100 t) <= 5%, because: "two months' need: more would stop the second line"}
`;

const PROJECT = `# By how much results may move before chokepoint check says so; a scenario may say otherwise under tolerance.
tolerance:
  default: 1e-9 relative
  demands.*.time_to_survive: 0 days
  ensembles: 3 standard errors
`;

const SETTINGS = {
  'yaml.schemas': { './scenarios/scenario.schema.json': 'scenarios/*.yaml' },
};

const WORKFLOW = `# Holds every scenario against what it expects and against the results that are committed.
name: check
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm install
      - run: npx chokepoint check --github --junit junit.xml --html check.html
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: check
          path: |
            junit.xml
            check.html
`;

const IGNORED = `node_modules/
check.html
junit.xml
# Drawn and drawn up from what is committed.
results/*/*.png
results/*/runs.parquet
# Tried with other options than the files say.
results/**/*@*/
`;

function packageOf(name: string, chokepoint: string): object {
  return {
    // A name of npm is in lower case and has no spaces.
    name:
      name
        .toLowerCase()
        .replace(/[^a-z0-9._-]+/g, '-')
        .replace(/^[._-]+/, '') || 'scenarios',
    private: true,
    type: 'module',
    scripts: { check: 'chokepoint check', update: 'chokepoint check --update' },
    devDependencies: { chokepoint },
  };
}

function readme(name: string): string {
  return `# ${name}

Scenarios of supply chains, and what [chokepoint](https://www.npmjs.com/package/chokepoint) makes of them.

| folder | what |
| --- | --- |
| \`scenarios/\` | one question a file; \`scenario.schema.json\` lets an editor complete and check them |
| \`results/\` | the answers, one folder a scenario: charts, \`summary.json\`, \`series.csv\`; text is committed |
| \`chokepoint.yaml\` | by how much results may move unnoticed |

    npm install
    npx chokepoint run ${FIRST_SCENARIO}
    npx chokepoint check                    # does all still hold, and is all as committed?
    npx chokepoint check --update           # it moved, and should: write the results anew, then commit them
    npx chokepoint check --since main       # what does this branch move?

To add a question, copy \`${FIRST_SCENARIO}\`, change it, and make its results with \`npx chokepoint check --update\`.
CI runs the check on every push (\`.github/workflows/check.yaml\`).

In a test of your own:

\`\`\`js
import { check, loadScenario, simulate } from 'chokepoint';

const { summary } = simulate(loadScenario('${FIRST_SCENARIO}', { 'assumptions.stock': '12 weeks' }));
console.log(summary.metrics['demands.motors.time_to_survive']); // days

const { standing, text } = await check('${FIRST_SCENARIO}');
if (standing !== 'same') throw new Error(text);
\`\`\`
`;
}
