/**
 * Texts in languages. A scenario holds each text once, in English or else in the first language given; what else the
 * file gives is kept beside it, by language and path, and put in its place where a report is made in that language.
 */
import { type Path, pathText } from '../issue.ts';
import type { Scenario, Translations } from '../scenario/scenario.ts';
import type { Assumption } from '../scenario/values.ts';
import type { Model } from './network.ts';

/** The model with the texts of its scenario in a language; ids, positions and numbers are the same. */
export function modelIn(model: Model, language: string): Model {
  const scenario = inLanguage(model.scenario, language);
  return scenario === model.scenario ? model : Object.freeze({ ...model, scenario });
}

export type { Translations } from '../scenario/scenario.ts';

/** Finds the text at a path in one language; the plain text where there is none. */
export type TextIn = <T extends string | undefined>(path: Path, plain: T) => T | string;

/** How texts are found in a language. */
export function textsIn(translations: Translations, language: string): TextIn {
  const own = Object.hasOwn(translations, language) ? translations[language] : undefined;
  return (path, plain) => own?.get(pathText(path)) ?? plain;
}

/**
 * The scenario with its texts in a language: each in its own words, else in English, else as first given. Nothing else
 * differs: not ids, numbers or the digest.
 */
export function inLanguage(scenario: Scenario, language: string): Scenario {
  if (!Object.hasOwn(scenario.translations, language)) return scenario;
  const text = textsIn(scenario.translations, language);
  const titled = <T extends { readonly id: string; readonly title: string }>(section: string, all: readonly T[]): T[] =>
    all.map((one) => ({ ...one, title: text([section, one.id, 'title'], one.title) }));
  return {
    ...scenario,
    title: text(['title'], scenario.title),
    about: text(['about'], scenario.about),
    assumptions: titled('assumptions', scenario.assumptions).map((one) => assumptionIn(one, text)),
    stockpiles: titled('stockpiles', scenario.stockpiles).map((one) => {
      return { ...one, place: text(['stockpiles', one.id, 'place'], one.place) };
    }),
    flows: titled('flows', scenario.flows).map((flow) => {
      const projects = flow.projects.map((project, position) => {
        return { ...project, title: text(['flows', flow.id, 'projects', position, 'title'], project.title) };
      });
      return { ...flow, projects };
    }),
    licences: titled('licences', scenario.licences).map((licence) => {
      const phases = licence.phases.map((phase, position) => {
        return { ...phase, title: text(['licences', licence.id, 'phases', position, 'title'], phase.title) };
      });
      return { ...licence, phases };
    }),
    demands: titled('demands', scenario.demands),
    markets: titled('markets', scenario.markets),
    processes: titled('processes', scenario.processes),
    observations: titled('observations', scenario.observations),
    explore: {
      ...scenario.explore,
      presets: scenario.explore.presets.map((preset, position) => ({
        ...preset,
        title: text(['explore', 'presets', position, 'title'], preset.title),
      })),
    },
    causes: titled('causes', scenario.causes),
    events: scenario.events.map((event) => ({
      ...event,
      title: text(['events', event.position, 'title'], event.title),
    })),
    expectations: scenario.expectations.map((one, position) => {
      const at = ['expect', position];
      const reason = text([...at, 'reason', 'text'], text([...at, 'reason'], one.reason));
      return { ...one, because: text([...at, 'because'], one.because), reason };
    }),
  };
}

function assumptionIn(assumption: Assumption, text: TextIn): Assumption {
  const at = ['assumptions', assumption.id];
  const { source, why, branches } = assumption;
  return {
    ...assumption,
    ...(source !== undefined && { source: text([...at, 'source'], source) }),
    ...(why !== undefined && { why: text([...at, 'why'], why) }),
    branches: branches && { yes: text([...at, 'if'], branches.yes), no: text([...at, 'else'], branches.no) },
  };
}
