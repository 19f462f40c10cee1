/** The files of a stress test: stress.json, and stress.csv with a row for each loss, duration and user. */
import type { Exposure, StressFound } from '../../metrics/stress/stress.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { VERSION } from '../../version.ts';
import { csvOf } from '../files/csv-text.ts';
import { tenDigits } from '../files/series-csv.ts';

const digits = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(10)) : null);

function told({ timeToSurvive, timeToRecover, want, shortage, loss }: Exposure) {
  return {
    ...{ time_to_survive: digits(timeToSurvive), time_to_recover: digits(timeToRecover) },
    ...{ want: digits(want), shortage: digits(shortage), ...(loss !== undefined && { loss: digits(loss) }) },
  };
}

/** stress.json: the question, what becomes of each user with nothing lost and by loss and weeks, and each stage. */
export function stressJson({ model, question, users, ranked, base, losses, concentration }: StressFound): string {
  const { scenario, stepDays } = model;
  const aYear = 365.25 / stepDays;
  const idOf = (k: number) => scenario.demands[k].id;
  const byUser = (all: readonly Exposure[]) => Object.fromEntries(users.map((k) => [idOf(k), told(all[k])]));
  const whole = {
    ...{ scenario: scenario.title, program: `chokepoint ${VERSION}`, digest: scenario.digest },
    options: { of: question.kinds, weeks: question.weeks, world: question.world },
    ...{ from: formatDate(scenario.disruption), ranked_by: ranked.map(idOf), base: byUser(base) },
    losses: losses.map(({ loss, index, byWeeks }) => ({
      ...{ kind: loss.kind, id: loss.id, index: digits(index), also: loss.also.map(({ kind, id }) => `${kind}.${id}`) },
      flows: loss.flows.map((f) => scenario.flows[f].id),
      weeks: Object.fromEntries(question.weeks.map((weeks, n) => [weeks, byUser(byWeeks[n])])),
    })),
    concentration: concentration.map(({ material, unit, production, index, suppliers, places }) => ({
      material,
      unit: `${unit}/year`,
      production: digits(production * aYear),
      herfindahl_hirschman: digits(index),
      suppliers: Object.fromEntries(suppliers.map(({ id, share }) => [id, digits(share)])),
      places: Object.fromEntries(
        places.map((one) => [
          one.place,
          {
            ...{ production: digits(one.production * aYear), imports: digits(one.imports * aYear) },
            ...{ exports: digits(one.exports * aYear), import_reliance: digits(one.importReliance) },
          },
        ]),
      ),
    })),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/**
 * stress.csv: `kind,id,weeks,demand,time_to_survive,time_to_recover,want,shortage,unit,loss`, the gravest loss first and
 * before all `nothing`; times in days, empty where a user survives, or does not recover within the run.
 */
export function stressCsv({ model, question, users, base, losses }: StressFound): string {
  const { demands, stockpiles } = model.scenario;
  const row = (kind: string, id: string, weeks: string, all: readonly Exposure[]) =>
    users.map((k) => {
      const { timeToSurvive, timeToRecover, want, shortage, loss } = all[k];
      const unit = stockpiles.find((one) => one.id === demands[k].from)?.unit.base ?? '';
      const numbers = [timeToSurvive, timeToRecover, want, shortage].map(tenDigits);
      return [kind, id, weeks, demands[k].id, ...numbers, unit, loss === undefined ? '' : tenDigits(loss)];
    });
  return `${csvOf([
    ['kind', 'id', 'weeks', 'demand', 'time_to_survive', 'time_to_recover', 'want', 'shortage', 'unit', 'loss'],
    ...row('nothing', '', '0', base),
    ...losses.flatMap(({ loss, byWeeks }) =>
      question.weeks.flatMap((weeks, n) => row(loss.kind, loss.id, String(weeks), byWeeks[n])),
    ),
  ])}\n`;
}
