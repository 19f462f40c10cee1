/** A small case like the real one: Chinese magnets to US users under licences. Changed by a test as it needs. */
import { type Chart, chartsOf, type Language } from '../../src/index.ts';
import { run } from '../run.ts';

type Fields = Record<string, unknown>;
type Entities = Record<string, Fields>;

/** A scenario as data, loosely typed so that tests can write what they please. */
export interface Magnets extends Fields {
  stockpiles: Entities;
  flows: Entities;
  licences: Entities;
  demands: Entities;
  events: Fields[];
}

/** A scenario in which US car makers run short twice, other users once, and the arms makers nearly. */
export function magnets(): Magnets {
  return {
    version: 2,
    title: 'Six-month licences for US magnet buyers',
    start: '2025-01-03',
    horizon: '80 weeks',
    units: ['vehicle', 'aircraft'],
    stockpiles: {
      cn_magnets: { title: 'Chinese magnets', initial: '4 weeks' },
      us_auto_magnets: { title: 'Magnets at US car makers', cover: '6 weeks', switchable: 0 },
      us_civil_magnets: { title: 'Magnets at other US users', cover: '8 weeks' },
      us_arms_magnets: { title: 'Magnets at US arms makers', cover: '26 weeks', switchable: 0 },
    },
    flows: {
      cn_plants: { title: 'Chinese magnet plants', to: 'cn_magnets', lead: '3 weeks', capacity: '12000 t/year' },
      cn_to_auto: {
        ...{ title: 'China to US car makers', from: 'cn_magnets', to: 'us_auto_magnets', lead: '5 weeks' },
        ...{ share: 0.85, licence: 'civil' },
      },
      cn_to_civil: {
        ...{ title: 'China to other US users', from: 'cn_magnets', to: 'us_civil_magnets', lead: '5 weeks' },
        licence: 'civil',
      },
      cn_to_arms: {
        ...{ title: 'China to US arms makers', from: 'cn_magnets', to: 'us_arms_magnets', lead: '6 weeks' },
        ...{ share: 0.5, licence: 'military' },
      },
      jp_to_auto: { title: 'Japan to US car makers', to: 'us_auto_magnets', share: 0.15, capacity: '700 t/year' },
      jp_to_arms: { title: 'Japan to US arms makers', to: 'us_arms_magnets', share: 0.5, capacity: '180 t/year' },
    },
    licences: {
      civil: {
        title: 'Chinese civil export licence',
        phases: [
          { from: '2025-04-04', review: '9 weeks', approve: 0.25, valid: '6 months' },
          { from: '2025-06-06', title: 'six-month licences' },
          { from: '2025-12-06', title: 'licences lapse', allow: 0 },
        ],
      },
      military: { title: 'Military end use', phases: [{ from: '2025-04-04', allow: 0 }] },
    },
    demands: {
      cn_home: { title: 'Chinese users', from: 'cn_magnets', rate: '5000 t/year' },
      us_arms: { title: 'US arms makers', from: 'us_arms_magnets', rate: '300 t/year', unmet: 'backordered' },
      us_auto: {
        title: 'US car makers',
        from: 'us_auto_magnets',
        rate: '1200000 vehicle/year',
        uses: '2.3 kg/vehicle',
      },
      us_civil: { title: 'Other US users', from: 'us_civil_magnets', rate: '1500 t/year' },
    },
    events: [
      event('2025-06-05', "Leaders' telephone call"),
      event('2025-10-09', 'Technology controls announced'),
      event('2025-11-10', 'Technology controls suspended'),
    ],
  };
}

/** An event that is only a date and a title: it sets what is already so. */
export function event(date: string, title: string): Fields {
  return { date, title, set: { 'demands.cn_home.rate': '5000 t/year' } };
}

/** The charts of a scenario. */
export function chartsFor(scenario: object, language: Language = 'en'): Chart[] {
  const { run: done, dates, series, metrics } = run(scenario);
  return chartsOf({ model: done.model, dates, series, metrics }, undefined, language);
}

/** One chart of a scenario; throws where there is none. */
export function chartFor(scenario: object, name: Chart['name']): Chart {
  const found = chartsFor(scenario).find((chart) => chart.name === name);
  if (found === undefined) throw new Error(`no chart ${name}`);
  return found;
}
