/**
 * The series of which an ensemble has bands. They are fixed by the network and by what the file names: no number that
 * comes out of a run adds one or takes one away.
 */
import { type Issue, type Outcome, outcome, suggestion } from '../../issue.ts';
import type { Model } from '../../model/network.ts';
import { compileExpectations } from '../expect.ts';
import { metricsIn } from '../measures.ts';
import { type SeriesName, seriesNames, seriesPath } from '../series.ts';
import { type Bandable, bandableIn } from './bandable.ts';

/** A series with bands. */
export interface Banded extends SeriesName {
  /** Its place in `bandableIn`, by which parts of an ensemble know it. */
  readonly place: number;
  /** Whether bands.csv has it; others are drawn alone. */
  readonly isWritten: boolean;
}

/** Series that are asked for beside the usual, by their paths; or all that there are. */
export type SeriesAsked = readonly string[] | 'all';

/**
 * The series with bands: the shortfall of every demand, what it forgoes, and price indices; what its stockpile holds, and for how many days; what is sent
 * into that and under licences, with applications, grants and quotas; what expectations and observations name, and what is
 * asked for. For charts also the days of supply of other stockpiles, and shortfalls as shares.
 */
export function bandedSeries(model: Model, asked: SeriesAsked = []): Banded[] {
  const all = bandableIn(model);
  const named = new Set([...namedIn(model), ...(asked === 'all' ? all.map(pathOf) : asked)]);
  const fed = fedBy(model);
  return all.flatMap((one, place) => {
    const isWritten = one.inFile && (named.has(pathOf(one)) || isUsual(one, fed));
    return isWritten || isDrawn(one) ? [{ ...one.name, place, isWritten }] : [];
  });
}

/** Whether there are series of these names; each that is none is an issue, with the nearest suggested. */
export function checkSeriesAsked(model: Model, asked: SeriesAsked): Outcome<SeriesAsked> {
  const known = new Set(seriesNames(model).map(seriesPath));
  const issues = (asked === 'all' ? [] : asked)
    .filter((path) => !known.has(path))
    .map(
      (path): Issue => ({
        ...{ severity: 'error', code: 'unknown-reference', path: path.split('.') },
        ...{ expected: 'a series of series.csv', found: path },
        remedy: suggestion(path, known, 'Write it as flows.x.in_transit, or all for all of them.'),
      }),
    );
  return outcome(asked, issues);
}

function pathOf({ name }: Bandable): string {
  return seriesPath(name);
}

/** The paths of the series that expectations and observations name. */
function namedIn(model: Model): string[] {
  const { asked } = compileExpectations(model, metricsIn(model));
  return [
    ...asked.flatMap((one) => (one.of === 'series' ? [one.path] : [])),
    ...model.scenario.observations.flatMap(({ series }) => series.map(seriesPath)),
  ];
}

/** What demands draw on, and what is sent into that or needs a licence: whose series are of interest to users. */
interface Fed {
  readonly stockpiles: ReadonlySet<string>;
  readonly flows: ReadonlySet<string>;
}

function fedBy({ scenario }: Model): Fed {
  const stockpiles = new Set(scenario.demands.map(({ from }) => from));
  const flows = scenario.flows.filter(({ to, licence }) => stockpiles.has(to) || licence !== undefined);
  return { stockpiles, flows: new Set(flows.map(({ id }) => id)) };
}

/** Variables of what `Fed` says, by kind; those of demands and of flows under a licence are of all there are. */
const USUAL: Readonly<Record<SeriesName['kind'], readonly string[]>> = {
  demand: ['shortfall', 'forgone'],
  stockpile: ['on_hand', 'days_of_supply'],
  flow: ['shipped'],
  'licence-flow': ['pending', 'held'],
  licence: ['quota_left'],
  market: ['price_index'],
};

function isUsual({ name: { kind, id, variable } }: Bandable, { stockpiles, flows }: Fed): boolean {
  if (!USUAL[kind].includes(variable)) return false;
  return kind === 'stockpile' ? stockpiles.has(id) : kind === 'flow' ? flows.has(id) : true;
}

/** Whether charts draw it, be it asked for or not. */
function isDrawn({ name: { kind, variable }, inFile }: Bandable): boolean {
  return !inFile || (kind === 'stockpile' && variable === 'days_of_supply');
}
