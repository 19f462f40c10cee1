/** summary.json: a study whole, in the words of summary.json. */
import type { StudyResult } from '../../metrics/study/result.ts';
import { wordingIn } from '../../wording.ts';

/** Every number of a study as text; series at six significant digits, of demands that are ever short. */
export function studyJson(result: StudyResult): string {
  const short = new Set(result.demands.flatMap(({ id, isEverShort }) => (isEverShort ? [id] : [])));
  const variants = result.variants.map((variant) => ({
    ...variant,
    bands: variant.bands.filter(({ id }) => short.has(id)),
    survival: variant.survival.filter(({ demand }) => short.has(demand)),
  }));
  const worlds = result.worlds && {
    ...result.worlds,
    worlds: result.worlds.worlds.map((world) => ({
      ...world,
      instead: world.instead && { ...world.instead, what: wordingIn(world.instead.what, 'en') },
    })),
  };
  return `${JSON.stringify(told({ ...result, variants, worlds }), null, 1).replace(NUMBER_LISTS, oneLine)}\n`;
}

/** Lists of numbers stand on one line. */
const NUMBER_LISTS = /\[\s+-?[\d.e+-]+(?:,\s+-?[\d.e+-]+)*\s+\]/g;

function oneLine(list: string): string {
  return list.replace(/\s+/g, '');
}

/** Keys in snake_case, but for what users wrote; typed arrays as lists. */
function told(value: unknown): unknown {
  if (value instanceof Float64Array) {
    return Array.from(value, (one) => (Number.isFinite(one) ? Number(one.toPrecision(6)) : null));
  }
  if (Array.isArray(value)) return value.map(told);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([key, one]) => [snake(key), key === 'settings' ? one : told(one)]),
  );
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
