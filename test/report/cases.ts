/** Scenarios that are hard to draw, by what is hard about them. */
import { event, type Magnets, magnets } from './magnets.ts';

const LONG = 'Makers of passenger cars, light trucks, buses and motorcycles in the United States';

function changed(change: (scenario: Magnets) => void): Magnets {
  const scenario = magnets();
  change(scenario);
  return scenario;
}

export const CASES: Readonly<Record<string, () => object>> = {
  'the case itself': magnets,
  'no events': () => changed((scenario) => Object.assign(scenario, { events: [] })),
  'an event on the last day': () =>
    changed(({ events }) => events.push(event('2026-07-16', 'An event at the very end'))),
  'twelve events in a year, with long titles': () =>
    changed((scenario) => {
      scenario.events = Array.from({ length: 12 }, (_, n) =>
        event(
          `2025-${String(n + 1).padStart(2, '0')}-${String(4 + 2 * n).padStart(2, '0')}`,
          `A ministry announces another long and winding catalogue of measures, number ${n + 1}`,
        ),
      );
    }),
  'twelve events within three days': () =>
    changed((scenario) => {
      scenario.events = Array.from({ length: 12 }, (_, n) => event(`2025-10-0${7 + (n % 3)}`, `Announcement ${n + 1}`));
    }),
  'twelve phases in a year': () =>
    changed(({ licences }) => {
      licences['civil']['phases'] = Array.from({ length: 12 }, (_, n) => ({
        ...{ from: `2025-${String(n + 1).padStart(2, '0')}-10`, allow: (n % 3) / 2 },
        title: `a phase with a name of some length, number ${n + 1}`,
      }));
    }),
  'twenty demands': () =>
    changed(({ demands }) => {
      for (let n = 1; n <= 20; n++)
        demands[`user_${n}`] = { title: `User number ${n}`, from: 'us_auto_magnets', rate: `${100 + 10 * n} t/year` };
    }),
  'titles of eighty characters': () =>
    changed((scenario) => {
      scenario['title'] = `${LONG}, ${LONG}`;
      for (const entities of [scenario.demands, scenario.stockpiles, scenario.flows, scenario.licences])
        for (const [n, entity] of Object.values(entities).entries()) entity['title'] = `${n} ${LONG}`;
    }),
  'one word of eighty characters': () =>
    changed(({ demands, flows }) => {
      demands['us_auto']['title'] = 'Magnet'.repeat(13);
      flows['cn_plants']['title'] = 'Magnet'.repeat(13);
    }),
  'stocks that last for decades, or are to': () =>
    changed(({ stockpiles }) => {
      stockpiles['us_civil_magnets'] = { title: 'Magnets at other US users', initial: '100000 t' };
      stockpiles['us_arms_magnets'] = { title: 'Magnets at US arms makers', initial: '8 weeks', target: '9000 t' };
    }),
  'one step': () =>
    changed((scenario) => {
      Object.assign(scenario, { start: '2025-04-04', horizon: '7 days', events: [] });
      scenario.stockpiles = { us_arms_magnets: { initial: 0, cover: '1 week' } };
      scenario.flows = {};
      scenario.licences = {};
      scenario.demands = { us_arms: { from: 'us_arms_magnets', rate: '300 t/year' } };
    }),
  'days as steps': () => changed((scenario) => Object.assign(scenario, { step: '1 day', horizon: '200 days' })),
  'thirty days as steps': () => changed((scenario) => Object.assign(scenario, { step: '30 days', horizon: '3 years' })),
  'ten years': () => changed((scenario) => Object.assign(scenario, { horizon: '10 years' })),
  'a stockpile in kg': () =>
    changed(({ stockpiles }) => {
      stockpiles['us_auto_magnets']['unit'] = 'kg';
    }),
  'no licences': () =>
    changed((scenario) => {
      scenario.licences = {};
      for (const flow of Object.values(scenario.flows)) delete flow['licence'];
    }),
  'things instead of tonnes': () => ({
    ...{ version: 2, title: 'Planes', start: '2025-01-01', horizon: '1 year', units: ['aircraft'] },
    stockpiles: { planes: { initial: '20 aircraft', unit: 'aircraft' } },
    demands: { airline: { from: 'planes', rate: '100 aircraft/year', unmet: 'backordered' } },
  }),
  'Chinese titles': () =>
    changed((scenario) => {
      scenario['title'] = '六个月许可证对美国汽车制造商的影响';
      scenario.demands['us_auto']['title'] = '美国汽车制造商'.repeat(8);
      scenario.licences['civil']['title'] = '民用出口许可证';
      scenario.events.push(event('2025-12-06', '许可证到期'));
    }),
};
