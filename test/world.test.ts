/** The world that every scenario extends: undisturbed it stands still, and it has the documents' shares by stage. */
import { describe, expect, test } from 'vitest';
import { answerOf } from './files.ts';
import { metric, parametersOfAnswer } from './run.ts';

const { answer } = answerOf('scenarios/world.yaml');
const { run } = answer;
const { flows, demands } = run.model.scenario;
const parameters = parametersOfAnswer(answer);

/** The undisturbed flow of each named lane or plant, a step, added up. */
function undisturbed(...ids: string[]): number {
  return ids.reduce((sum, id) => {
    const position = flows.findIndex((flow) => flow.id === id);
    if (position < 0) throw new Error(`no flow ${id}`);
    return sum + parameters.initialFlow[position];
  }, 0);
}

describe('left alone', () => {
  test('nobody is short', () => {
    for (const { id } of demands) expect(metric(answer, `demands.${id}.fill_rate`), id).toBe(1);
  });

  test('no stock moves', () => {
    const { stockpiles } = run.model.network;
    const largest = Math.max(
      ...Array.from(run.onHand, (value, place) => {
        const opening = parameters.initialOnHand[place % stockpiles];
        return Math.abs(value - opening) / Math.max(opening, parameters.initialForecast[place % stockpiles], 1e-9);
      }),
    );
    expect(largest).toBeLessThan(1e-9);
  });
});

describe('the share of China', () => {
  const share = (ofChina: number, ofOthers: number) => ofChina / (ofChina + ofOthers);

  test('of mine output is about 70 % (figure cn_output_share)', () => {
    const china = undisturbed('cn_mines', 'cn_clay_mines');
    const others = undisturbed('us_mine', 'au_mine', 'other_ore_to_cn', 'mm_clay_to_cn');
    expect(share(china, others)).toBeGreaterThan(0.69);
    expect(share(china, others)).toBeLessThan(0.72);
  });

  test('of refining is about 92 % (figure cn_refining_share)', () => {
    expect(share(undisturbed('cn_separation'), undisturbed('us_separation', 'my_separation'))).toBeCloseTo(0.92, 2);
  });

  test('of heavy refining is 99 % (figure cn_heavy_refining_share)', () => {
    const malaysia = flows.findIndex(({ id }) => id === 'my_separation');
    const byproduct =
      parameters.initialFlow[malaysia] * parameters.byproductPerUnit[run.model.network.byproducts.start[malaysia]];
    expect(share(undisturbed('cn_heavy_separation'), byproduct + undisturbed('us_heavy_separation'))).toBeCloseTo(
      0.99,
      3,
    );
  });

  test('of magnets is 90 % (figure cn_magnet_share)', () => {
    const others = undisturbed('jp_magnet_plants', 'eu_magnet_plants', 'us_magnet_plants', 'plain_elsewhere');
    expect(share(undisturbed('cn_magnet_plants'), others)).toBeCloseTo(0.9, 3);
  });

  test('of the treatment of Mountain Pass ore is 80 % (figure mountain_pass_ore_exported)', () => {
    expect(undisturbed('us_ore_to_cn') / undisturbed('us_mine')).toBeCloseTo(0.8, 3);
  });
});

test('customs of 2024: 58,152 t of magnets leave China, of which 7,444 t for the United States', () => {
  const perYear = 365.25 / run.model.stepDays;
  const toUs =
    undisturbed('cn_to_us_auto', 'cn_to_us_lean', 'cn_to_us_other', 'cn_to_us_defence', 'cn_plain_to_us') * perYear;
  const all =
    toUs +
    undisturbed('cn_to_eu', 'cn_to_eu_lean', 'cn_to_jp', 'cn_to_kr', 'cn_to_in', 'cn_to_other', 'cn_plain_abroad') *
      perYear;
  expect(Math.abs(toUs / 7444 - 1)).toBeLessThan(0.001);
  expect(Math.abs(all / 58_152 - 1)).toBeLessThan(0.001);
});
