/** Assumptions in words: their names, and their values in units that people use. */
import type { Model } from '../../model/network.ts';
import { valueReader } from '../text/assumption-values.ts';
import type { ChartText } from '../text/en-charts.ts';
import { EN_CHARTS } from '../text/en-charts.ts';
import { wordsOf } from '../text/languages.ts';

/** What assumptions are called, and how their values read: `9 weeks`, `5,000 t/year`. */
export interface AssumptionWords {
  readonly name: (id: string) => string;
  readonly value: (id: string) => (value: number) => string;
}

/** The words for the assumptions of a model; they throw where there is none of an id. */
export function assumptionWords(model: Model, { language }: ChartText = EN_CHARTS): AssumptionWords {
  const words = wordsOf(language);
  const { assumptions } = model.scenario;
  const placeOf = (id: string) => {
    const place = assumptions.findIndex((one) => one.id === id);
    if (place < 0) throw new Error(`no assumption ${id}`);
    return place;
  };
  return {
    name: (id) => assumptions[placeOf(id)].title,
    value: (id) => valueReader(assumptions[placeOf(id)], words),
  };
}
