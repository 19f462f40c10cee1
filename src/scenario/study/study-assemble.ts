/** A study put together: every variant read, checked against the base, and named where it is at fault. */
import { type Issue, pathText } from '../../issue.ts';
import { digestOfData } from '../files/digest.ts';
import type { Reader, Setting } from '../files/extend.ts';
import { type Reading, type ScenarioReader, scenarioReader } from '../read.ts';
import type { NamedCause, Scenario, Translations } from '../scenario.ts';
import type { Chooser } from '../schema/study-schema.ts';
import { cellsOf, chooserOf, type GridAxis } from './study-grid.ts';
import { comparabilityFaults, type Slot, toldInStudy } from './study-variant.ts';
import { type LeftOut, rivalWorlds, type World } from './worlds.ts';

/** A scenario of a study: a file with settings put over it. */
export interface StudyVariant {
  readonly id: string;
  readonly title: string;
  readonly about: string | undefined;
  /** Whose choice it is; undefined of the base, of a cell of the grid, and where the study does not say. */
  readonly by: Chooser | undefined;
  readonly file: string;
  readonly settings: readonly Setting[];
  /** Of a combination of the grid, which value of each axis it has. */
  readonly cell: readonly number[] | undefined;
}

/** A checked study. */
export interface Study {
  readonly title: string;
  readonly about: string | undefined;
  /** Whose choices are compared; undefined where the study does not say. */
  readonly for: Chooser | undefined;
  /** Its texts in languages, by their paths in the study. */
  readonly translations: Translations;
  /** What policies set differently, as one or by another name. */
  readonly causes: readonly NamedCause[];
  /** Replicates and seed, the same for all variants. */
  readonly runs: number;
  readonly seed: string;
  /** The base first, then the variants as written, then the cells of the grid, the last axis fastest. */
  readonly variants: readonly StudyVariant[];
  readonly axes: readonly GridAxis[];
  /** Where rivals are worlds: as written first, then each rival of a figure in its place. */
  readonly worlds: readonly World[];
  readonly leftOut: readonly LeftOut[];
  /** Gives an issue its place in the study. */
  readonly locate: (issue: Issue) => Issue;
  /** SHA-256 of the study with all scenarios as resolved, but for the cells of its grid. */
  readonly digest: string;
  /** The scenario of a variant in a world (as written where none is given); a fault names the variant. */
  open(variant: StudyVariant, world?: World): { readonly scenario?: Scenario; readonly issues: readonly Issue[] };
}

/** A study if nothing is wrong, and every issue. */
export interface StudyReading {
  readonly study: Study | undefined;
  readonly issues: readonly Issue[];
}

/** What a study is put together from. */
export interface Draft extends Pick<Study, 'title' | 'about' | 'for' | 'translations' | 'causes' | 'locate'> {
  readonly base: { readonly id: string; readonly file: string; readonly reading: Reading };
  readonly slots: readonly Slot[];
  readonly axes: readonly GridAxis[];
  readonly runs: number | undefined;
  readonly seed: string | undefined;
  readonly hasWorlds: boolean;
  /** Where the grid stands. */
  readonly grid: Slot['whole'];
  /** What the digest covers beside the scenarios. */
  readonly written: unknown;
}

/** Reads every variant, and makes the study if all are sound. */
export function assemble(draft: Draft, read: Reader, found: readonly Issue[]): StudyReading {
  const { base, slots, axes } = draft;
  // What the base does not use by itself a variant may use.
  const issues: Issue[] = [...found, ...base.reading.issues.filter(({ code }) => code !== 'unused')];
  const known = new Set(base.reading.issues.map(keyOf));
  const scenarios = new Map<string, Scenario>();
  const readers = new Map<string, ScenarioReader>();
  const reading = (file: string, settings: readonly Setting[]) => {
    const reader = readers.get(file) ?? scenarioReader(file, read);
    readers.set(file, reader);
    return reader(settings);
  };
  const opened = (slot: Slot, settings: readonly Setting[]) => {
    const { scenario, issues: own } = reading(slot.file, settings);
    return { scenario, issues: own.filter((one) => !known.has(keyOf(one))).map((one) => toldInStudy(one, slot)) };
  };
  const isThere = 'text' in read(base.file);
  for (const slot of isThere ? slots : slots.filter(({ file }) => file !== base.file)) {
    const { scenario, issues: own } = opened(slot, slot.settings);
    issues.push(...own.filter(({ code }) => code !== 'unsourced' && code !== 'unused'));
    if (scenario && slot.id !== undefined) scenarios.set(slot.id, scenario);
    if (scenario && base.reading.scenario) {
      issues.push(...comparabilityFaults(slot, scenario, base.reading.scenario));
    }
  }
  const { scenario } = base.reading;
  const all = [...new Map(issues.map((issue) => [keyOf(issue), issue])).values()];
  if (scenario === undefined || all.some(({ severity }) => severity === 'error'))
    return { study: undefined, issues: all };
  const named = slots.flatMap(({ id, title, about, by, file, settings }): StudyVariant[] => {
    if (id === undefined) return [];
    const own = chooserOf(
      settings.map(({ path }) => path),
      scenario,
      draft.for,
    );
    const named = { id, title: title ?? scenarios.get(id)?.title ?? id, about, by: by ?? own };
    return [{ ...named, file, settings, cell: undefined }];
  });
  const isOfFiles = draft.slots.some(({ title, id }) => id !== undefined && title === undefined);
  const variants: StudyVariant[] = [
    {
      ...{ id: base.id, title: isOfFiles ? scenario.title : 'base case', about: scenario.about, file: base.file },
      by: undefined,
      ...{ settings: [], cell: undefined },
    },
    ...named,
    ...cellsOf(axes).map((cell) => ({ ...cell, about: undefined, by: undefined, file: base.file })),
  ];
  const { worlds, leftOut } = draft.hasWorlds ? rivalWorlds(base.file, scenario, read) : { worlds: [], leftOut: [] };
  const bySlot = new Map(slots.flatMap((slot) => (slot.id === undefined ? [] : [[slot.id, slot] as const])));
  const study: Study = {
    ...{ title: draft.title, about: draft.about, for: draft.for, translations: draft.translations },
    ...{ causes: draft.causes, locate: draft.locate },
    ...{ variants, axes, worlds, leftOut },
    ...{ runs: draft.runs ?? scenario.runs, seed: draft.seed ?? scenario.seed },
    digest: digestOfData([draft.written, scenario.digest, [...scenarios].map(([id, one]) => [id, one.digest]), worlds]),
    open(variant, world) {
      const settings = [...(world?.settings ?? []), ...variant.settings];
      const slot = bySlot.get(variant.id) ?? unplaced(variant, draft.grid);
      const known = world?.settings.length ? undefined : variant.id === base.id ? scenario : scenarios.get(variant.id);
      if (known !== undefined) return { scenario: known, issues: [] };
      const { scenario: one, issues: own } = opened(slot, settings);
      return { ...(one && { scenario: one }), issues: own };
    },
  };
  return { study, issues: all };
}

/** A variant that is not written in one place: the base in a world, a combination of the grid. */
function unplaced({ title, file, settings }: StudyVariant, whole: Slot['whole']): Slot {
  return { id: title, title, about: undefined, by: undefined, file, settings, whole, at: () => whole };
}

function keyOf({ code, path, found, place }: Issue): string {
  return [code, pathText(path), found, place?.file, place?.line, place?.column].join('\u0000');
}
