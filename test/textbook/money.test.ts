/** Known answers of money: present values, chains of costs, the newsvendor and base stocks; by both readings. Weekly steps from a Monday. */
import seedrandom from 'seedrandom';
import { describe, expect, test } from 'vitest';
import { normalProbability, normalQuantile } from '../../src/chance/normal.ts';
import { ensembleOf, type Question, readQuestion, solveFor } from '../../src/index.ts';
import { plain } from '../ensembles.ts';
import type { ProjectInput } from '../oracle/input.ts';
import { type OracleScenario, oracle } from '../oracle/oracle.ts';
import { READINGS } from '../readings.ts';
import { run } from '../run.ts';

const weeks = (count: number) => ({ version: 2, title: 'money', start: '2025-01-06', horizon: `${count} weeks` });
const dateOf = (week: number) => new Date(Date.UTC(2025, 0, 6) + week * 7 * 86_400_000).toISOString().slice(0, 10);

/** Of a dollar in a week's time at 10 % a year, and of one a week for so many weeks from a week on. */
const WEEK = Math.exp((-7 / 365.25) * Math.log(1.1));
const annuity = (count: number, from = 0) =>
  (Math.exp(from * Math.log(WEEK)) * (1 - Math.exp(count * Math.log(WEEK)))) / (1 - WEEK);

/** Equal to nine digits. */
const expectAmount = (found: unknown, expected: number) =>
  expect(Math.abs((found as number) - expected), `${found} for ${expected}`).toBeLessThanOrEqual(
    1e-9 * Math.max(1, Math.abs(expected)),
  );

describe.each(READINGS)('present values, by %s', (_, read) => {
  test('what is shipped and held each week is a geometric series, what is left is worth its price then', () => {
    const answer = read({
      ...weeks(52),
      discount: '10%',
      stockpiles: { shelf: { initial: '4 weeks', price: '60 USD/kg', holding: '10%/year' } },
      flows: { mine: { to: 'shelf', cost: '2 USD/kg', capacity: '20 t/week', standby: '3 USD/kg' } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });
    expectAmount(answer.metric('total.supply_cost'), 20_000 * annuity(52));
    expectAmount(answer.metric('total.holding_cost'), ((0.1 * 60_000 * 40 * 7) / 365.25) * annuity(52));
    // 3 USD a year for each kg a year, twice of what is used: 3,000 USD/t of 20 t a week.
    expectAmount(answer.metric('total.capital_cost'), 60_000 * annuity(52));
    // 40 t on hand and 10 t under way, at the start and at the end.
    expectAmount(answer.metric('total.stock_cost'), 60_000 * 50 * (1 - Math.exp(52 * Math.log(WEEK))));
  });

  const built = (project: Omit<ProjectInput, 'adds'>) =>
    read({
      ...weeks(30),
      discount: '10%',
      stockpiles: { shelf: { initial: '4 weeks' } },
      flows: { mine: { to: 'shelf', capacity: '8 t/week', projects: [{ adds: '2 t/week', ...project }] } },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });

  test.each([
    ['evenly over the weeks that building takes', { decided: dateOf(4), takes: '8 weeks' }, 150_000 * annuity(8, 4)],
    ['at once where it takes no time', { decided: dateOf(6), takes: 0 }, 1_200_000 * annuity(1, 6)],
    ['not counted before the run', { decided: '2024-12-23', takes: '4 weeks' }, 300_000 * annuity(2)],
    ['not counted after the run', { decided: dateOf(27), takes: '12 weeks' }, 100_000 * annuity(3, 27)],
  ])('the costs of a project are spent %s', (_how, project, expected) => {
    expectAmount(built({ ...project, costs: '1.2 MUSD' }).metric('total.capital_cost'), expected);
  });

  // 2 t a week short at 1 USD/kg are 2,000 USD a week. Capacity for 50,000 USD now avoids all of it: its net present
  // value over 52 weeks is −50,000 + 2,000·(1 − q⁵²)/(1 − q), q a dollar in a week's time.
  test('a project pays by the loss that it avoids', () => {
    const answer = (projects: ProjectInput[]) =>
      read({
        ...weeks(52),
        discount: '10%',
        stockpiles: { shelf: { initial: '0 t' } },
        flows: { mine: { to: 'shelf', capacity: '8 t/week', projects } },
        demands: { users: { from: 'shelf', rate: '10 t/week', worth: '1 USD/kg' } },
      }).metric('total.cost_and_loss') as number;
    const project = { adds: '2 t/week', decided: dateOf(0), takes: 0, costs: '50000 USD' };
    expectAmount(answer([]) - answer([project]), -50_000 + 2000 * annuity(52));
  });
});

describe.each(READINGS)('what a tonne costs, by %s', (_, read) => {
  const steady = { version: 2, title: 'costs', start: '2025-01-06', horizon: '20 weeks' };

  test('adds up along a chain', () => {
    const answer = read({
      ...steady,
      stockpiles: { ore: { initial: '9 weeks' }, oxide: { initial: '9 weeks' }, magnets: { initial: '9 weeks' } },
      flows: {
        mine: { to: 'ore', cost: '1 USD/kg' },
        separation: { from: { ore: 2 }, to: 'oxide', cost: '3 USD/kg' },
        plant: { from: { oxide: 0.3 }, to: 'magnets', cost: '10 USD/kg' },
      },
      demands: { users: { from: 'magnets', rate: '10 t/week' } },
    });
    // 3 + 2·1 = 5, and 10 + 0.3·5 = 11.5 USD/kg.
    expectAmount(answer.metric('stockpiles.ore.unit_cost'), 1000);
    expectAmount(answer.metric('stockpiles.oxide.unit_cost'), 5000);
    expectAmount(answer.metric('stockpiles.magnets.unit_cost'), 11_500);
  });

  test('of two sources is their mean, and by-products cost nothing', () => {
    const answer = read({
      ...steady,
      stockpiles: { shelf: { initial: '9 weeks' }, side: { initial: '9 t', price: 7 } },
      flows: {
        cheap: { to: 'shelf', cost: 1, share: 3, byproducts: { side: '10%' } },
        dear: { to: 'shelf', cost: 9 },
      },
      demands: { users: { from: 'shelf', rate: '10 t/week' } },
    });
    expectAmount(answer.metric('stockpiles.shelf.unit_cost'), 0.75 * 1 + 0.25 * 9);
    // Only by-products come to it, so that it has its price.
    expectAmount(answer.metric('stockpiles.side.unit_cost'), 7);
  });

  // o = ¾·8 + ¼·(2 + m) and m = 1 + o give o = 9 and m = 10.
  test('of what partly comes back is that of its loop', () => {
    const answer = read({
      ...steady,
      stockpiles: { oxide: { initial: '9 weeks' }, magnets: { initial: '9 weeks' } },
      flows: {
        mine: { to: 'oxide', cost: 8, share: 3 },
        recycling: { from: 'magnets', to: 'oxide', cost: 2 },
        plant: { from: 'oxide', to: 'magnets', cost: 1 },
      },
      demands: { users: { from: 'magnets', rate: '10 t/week' } },
    });
    expectAmount(answer.metric('stockpiles.oxide.unit_cost'), 9);
    expectAmount(answer.metric('stockpiles.magnets.unit_cost'), 10);
  });
});

describe.each(READINGS)('what is lost, by %s', (_, read) => {
  const short = (demand: object) =>
    read({
      ...weeks(10),
      discount: '10%',
      units: ['vehicle'],
      stockpiles: { shelf: { initial: '50 t' } },
      demands: { users: { from: 'shelf', rate: '10 t/week', ...demand } },
    });
  const vehicles = { rate: '5000 vehicle/week', uses: '2 kg/vehicle', worth: '9000 USD/vehicle' };

  test('is the worth of each thing not made, or of each tonne', () => {
    expectAmount(short(vehicles).metric('demands.users.loss'), 45e6 * annuity(5, 5));
    expectAmount(short({ worth: '9 USD/kg' }).metric('demands.users.loss'), 90_000 * annuity(5, 5));
  });

  test('of a backordered demand is what waits at the end', () => {
    const end = Math.exp(10 * Math.log(WEEK));
    expectAmount(short({ ...vehicles, unmet: 'backordered' }).metric('demands.users.loss'), 5 * 45e6 * end);
  });

  // Users who answer at once take in the price of the week; what they forgo is valued halfway from the old price to it.
  test('of what the price makes users forgo is what they would have paid', () => {
    const answer = read({
      ...weeks(20),
      discount: '10%',
      stockpiles: { shelf: { initial: '200 t', price: '50 USD/kg' } },
      demands: { users: { from: 'shelf', rate: '10 t/week', elasticity: 0.5, answers: '1 week' } },
      markets: { market: { of: ['shelf'], elasticity: 1 } },
    });
    const price = answer.series('market', 'price_index');
    const forgone = answer.series('users', 'forgone');
    const value = forgone.reduce((sum, tonnes, t) => {
      return sum + Math.exp(t * Math.log(WEEK)) * 50_000 * ((1 + (price[t] as number)) / 2) * tonnes;
    }, 0);
    expect(Math.max(...forgone)).toBeGreaterThan(1);
    expectAmount(answer.metric('demands.users.forgone_value'), value);
    expectAmount(answer.metric('total.loss'), value);
  });
});

/** Mean and standard error of a metric over replicates. */
type Drawing = (scenario: OracleScenario, path: string, runs: number) => Promise<{ mean: number; error: number }>;

const byProgram: Drawing = async (scenario, path, runs) => {
  const ensemble = await ensembleOf(run(scenario).run.model, plain(runs));
  if (!ensemble.ok) throw new Error('an ensemble that cannot be');
  const found = ensemble.value.metrics.find((one) => one.path === path);
  return { mean: found?.mean as number, error: found?.standardError as number };
};

const byOracle: Drawing = async (scenario, path, runs) => {
  const variation = Number(Object.values(scenario.demands ?? {})[0]?.noise);
  const deviation = Math.sqrt(Math.log(1 + variation * variation));
  const values = Array.from({ length: runs }, (_, r) => {
    const noise = (_demand: string, t: number) =>
      Math.exp(deviation * normalQuantile(seedrandom(`${r} ${t}`)()) - (deviation * deviation) / 2);
    return oracle(scenario, { noise }).metrics[path] as number;
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / runs;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, error: Math.sqrt(squares / (runs - 1) / runs) };
};

/** What a lognormal of such a mean and coefficient of variation is below a level on average: E (level − X)⁺. */
function below(level: number, mean: number, variation: number): number {
  if (level <= 0) return 0;
  const deviation = Math.sqrt(Math.log(1 + variation * variation));
  const z = Math.log(level / mean) / deviation;
  return level * normalProbability(z + deviation / 2) - mean * normalProbability(z - deviation / 2);
}

/** E (level − X − Y)⁺ of two of them: over the first by its quantiles at the middles of equal odds. */
function belowTwo(level: number, mean: number, variation: number): number {
  const deviation = Math.sqrt(Math.log(1 + variation * variation));
  const cells = 20_000;
  let sum = 0;
  for (let c = 0; c < cells; c++) {
    const first = mean * Math.exp(deviation * normalQuantile((c + 0.5) / cells) - (deviation * deviation) / 2);
    sum += below(level - first, mean, variation);
  }
  return sum / cells;
}

const DRAWINGS = READINGS.map(([name]) => [name, name === 'the oracle' ? byOracle : byProgram] as const);

async function expectMean(drawn: ReturnType<Drawing>, expected: number): Promise<void> {
  const { mean, error } = await drawn;
  expect(Math.abs(mean - expected) / error, `${mean} for ${expected}`).toBeLessThan(4);
}

describe.each(DRAWINGS)('a newsvendor, by %s', (_, draw) => {
  // One week, Q tonnes, demand X of mean 10: what is sold costs its price p, what is left its holding h for the week,
  // what is missed its worth b. The mean cost p·E min(X, Q) + h·E (Q − X)⁺ + b·E (X − Q)⁺ is least where the odds of
  // enough are (b − p)/(b − p + h) (Arrow, Harris and Marschak 1951).
  const [price, holding, worth, noise] = [1000, 500, 3000, 0.4];
  const scenario = (stock: number): OracleScenario => ({
    ...weeks(1),
    stockpiles: {
      shelf: { initial: `${stock} t`, price: '1 USD/kg', holding: `${(0.5 * 365.25) / 7}/year`, forecast: '1e9 weeks' },
    },
    demands: { users: { from: 'shelf', rate: '10 t/week', noise, worth: '3 USD/kg' } },
  });
  const cost = (stock: number) => {
    const left = below(stock, 10, noise);
    const missed = 10 - stock + left;
    return price * (10 - missed) + holding * left + worth * missed;
  };
  const deviation = Math.sqrt(Math.log(1 + noise * noise));
  const odds = (worth - price) / (worth - price + holding);
  const best = 10 * Math.exp(deviation * normalQuantile(odds) - (deviation * deviation) / 2);

  test('pays what the integral says, and least at its critical ratio', async () => {
    for (const stock of [8, best, 18])
      await expectMean(draw(scenario(stock), 'total.cost_and_loss', 2000), cost(stock));
    expect(cost(best)).toBeLessThan(Math.min(cost(0.9 * best), cost(1.1 * best)));
    const [{ mean: least }, { mean: less }, { mean: more }] = [
      await draw(scenario(best), 'total.cost_and_loss', 2000),
      await draw(scenario(0.7 * best), 'total.cost_and_loss', 2000),
      await draw(scenario(1.4 * best), 'total.cost_and_loss', 2000),
    ];
    expect(least).toBeLessThan(Math.min(less, more));
  });
});

describe.each(DRAWINGS)('a base stock with a lead of a week, by %s', (_, draw) => {
  // What is on hand at the end of a week is the level less two weeks of demand, where that is positive; what waits is
  // the rest (Zipkin 2000, Foundations of Inventory Management, 6.2). In the first week less has been drawn.
  test('holds and owes what the convolution of two weeks says', async () => {
    const noise = 0.4;
    const scenario: OracleScenario = {
      ...weeks(30),
      stockpiles: {
        shelf: {
          ...{ cover: '1 week', adjust: '1 week', forecast: '1e12 weeks' },
          ...{ price: '1 USD/kg', holding: `${(0.5 * 365.25) / 7}/year` },
        },
      },
      flows: { lane: { to: 'shelf', lead: '1 week' } },
      demands: { users: { from: 'shelf', rate: '10 t/week', noise, unmet: 'backordered', worth: '3 USD/kg' } },
    };
    const onHand = belowTwo(30, 10, noise);
    await expectMean(draw(scenario, 'total.holding_cost', 1000), 500 * (29 * onHand + below(20, 10, noise)));
    await expectMean(draw(scenario, 'demands.users.loss', 1000), 3000 * (20 - 30 + onHand));
  });
});

// The reserve that pays best, as solve finds it: the same newsvendor, whose least mean cost lies at the critical ratio.
test('solve finds the stock at which a newsvendor pays least', async () => {
  const [noise, odds] = [0.4, (3000 - 1000) / (3000 - 1000 + 500)];
  const deviation = Math.sqrt(Math.log(1 + noise * noise));
  const best = 10 * Math.exp(deviation * normalQuantile(odds) - (deviation * deviation) / 2);
  const text = JSON.stringify({
    ...weeks(1),
    stockpiles: {
      reserve: { initial: '1 t', price: '1 USD/kg', holding: `${(0.5 * 365.25) / 7}/year`, forecast: '1e9 weeks' },
    },
    demands: { users: { from: 'reserve', rate: '10 t/week', noise, worth: '3 USD/kg' } },
  });
  const asked = { vary: 'stockpiles.reserve.initial', from: '0 t', to: '40 t' };
  const { question } = readQuestion('base.yaml', asked, () => ({ text }));
  const found = await solveFor(question as Question, { aim: 'minimise', that: 'total.cost_and_loss' }, { runs: 4000 });
  if (!found.ok) throw new Error('not searched');
  // The curve is flat at its least: within its standard error of 4,000 draws a stock 6 % off costs the same.
  expect(Math.abs((found.value.answer?.value ?? 0) / best - 1)).toBeLessThan(0.06);
});

// Against a stock s below the best q, a week pays where q saves more than it holds: with demand D from s to q it costs
// price·D + holding·(q − D), against price·s + worth·(D − s), so where D > ((worth − price)·s + holding·q)/(worth − price + holding).
test('the odds that the best stock pays are those of a week with demand enough', async () => {
  const noise = 0.4;
  const deviation = Math.sqrt(Math.log(1 + noise * noise));
  const text = JSON.stringify({
    ...weeks(1),
    stockpiles: {
      reserve: { initial: '1 t', price: '1 USD/kg', holding: `${(0.5 * 365.25) / 7}/year`, forecast: '1e9 weeks' },
    },
    demands: { users: { from: 'reserve', rate: '10 t/week', noise, worth: '3 USD/kg' } },
  });
  const asked = { vary: 'stockpiles.reserve.initial', from: '8 t', to: '40 t' };
  const { question } = readQuestion('base.yaml', asked, () => ({ text }));
  const found = await solveFor(question as Question, { aim: 'minimise', that: 'total.cost_and_loss' }, { runs: 4000 });
  if (!found.ok) throw new Error('not searched');
  const stock = found.value.answer?.value as number;
  const least = (2 * 8 + 0.5 * stock) / 2.5;
  const odds = 1 - normalProbability(Math.log(least / 10) / deviation + deviation / 2);
  expect(Math.abs((found.value.odds as number) - odds)).toBeLessThan(4 * Math.sqrt((odds * (1 - odds)) / 4000));
});
