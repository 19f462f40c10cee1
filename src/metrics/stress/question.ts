/** What a stress test asks: what is lost, for how long, and in which world; or what is wrong with that. */
import { type Issue, type Outcome, outcome, suggestion } from '../../issue.ts';
import type { Model } from '../../model/network.ts';
import { formatDate, stepOf } from '../../quantity/calendar.ts';
import { LOSS_KINDS, type LossKind, lossesOf } from './losses.ts';

/** How long things are lost where nothing is said: a quarter, half a year and a year, as far as the run goes. */
const USUAL_WEEKS = [13, 26, 52];

/** `undisturbed`: nothing else happens. `as-written`: on top of all that the file says befalls it. */
export const WORLDS = ['undisturbed', 'as-written'] as const;

export interface StressQuestion {
  readonly kinds: readonly LossKind[];
  /** Ascending, each once. */
  readonly weeks: readonly number[];
  readonly world: (typeof WORLDS)[number];
}

/** The steps that so many weeks from the disruption on begin in. */
export function stretchOf({ start, stepDays, scenario }: Model, weeks: number): { from: number; to: number } {
  const { disruption } = scenario;
  return { from: stepOf(disruption, start, stepDays), to: stepOf(disruption + 7 * weeks, start, stepDays) };
}

/** Reads a question; the path of an issue is `of`, `weeks`, or that of what the file lacks. `weeks` undefined: the usual. */
export function readStressQuestion(
  model: Model,
  {
    of,
    weeks,
    world,
  }: { readonly of: string; readonly weeks: readonly number[] | undefined } & Pick<StressQuestion, 'world'>,
): Outcome<StressQuestion> {
  const { scenario } = model;
  const issues: Issue[] = [];
  const fault = (code: Issue['code'], at: string, expected: string, found: string, remedy: string) =>
    issues.push({ severity: 'error', code, path: [at], expected, found, remedy });
  const kinds = LOSS_KINDS.filter((kind) => of === 'all' || of === kind);
  if (kinds.length === 0) {
    const known = [...LOSS_KINDS, 'all'];
    const otherwise = `Write ${known.slice(0, -1).join(', ')} or all.`;
    fault('unknown-reference', 'of', 'a kind of thing that can be lost', of, suggestion(of, known, otherwise));
  } else if (lossesOf(model, kinds).length === 0) {
    fault(
      'missing-key',
      'of',
      `${of === 'all' ? 'flows' : of} that close anything when they are lost`,
      'none',
      LACKING[kinds[0]],
    );
  }
  if (scenario.demands.length === 0) {
    fault('missing-key', 'demands', 'a demand that may run short', 'none', 'Add one under demands.');
  }
  const fits = (many: number) =>
    many > 0 && scenario.disruption + 7 * many <= scenario.start + model.steps * model.stepDays;
  const usual = USUAL_WEEKS.filter(fits);
  // Of a run too short for any of these: as long as it goes.
  const left = Math.floor((scenario.start + model.steps * model.stepDays - scenario.disruption) / 7);
  const own = usual.length > 0 ? usual : [left > 0 ? left : USUAL_WEEKS[0]];
  const all = [...new Set(weeks ?? own)].sort((a, b) => a - b);
  for (const many of all) {
    const { from, to } = stretchOf(model, many);
    const [first, days] = [
      formatDate(scenario.disruption),
      scenario.start + model.steps * model.stepDays - scenario.disruption,
    ];
    if (!(many > 0)) {
      fault(
        'out-of-range',
        'weeks',
        'weeks above 0',
        String(many),
        'Write numbers of weeks with commas between them, such as 13,26,52.',
      );
    } else if (!fits(many)) {
      const remedy = `At most ${Math.floor(days / 7)} weeks of the run are left then; write fewer, or make the horizon longer.`;
      fault('outside-horizon', 'weeks', `weeks from ${first} that end within the run`, `${many} weeks`, remedy);
    } else if (from === to) {
      fault(
        'out-of-range',
        'weeks',
        `a step of ${model.stepDays} days at least`,
        `${many} weeks`,
        'Write more weeks, or make the step shorter.',
      );
    } else if (Math.abs((to - from) * model.stepDays - 7 * many) > 0.1 * 7 * many) {
      issues.push({
        ...{ severity: 'warning', code: 'off-grid', path: ['weeks'], found: `${many} weeks` },
        expected: `weeks that steps of ${model.stepDays} days can keep`,
        remedy: `What is run is ${(to - from) * model.stepDays} days; a shorter step keeps it.`,
      });
    }
  }
  return outcome({ kinds, weeks: all, world }, issues);
}

/** What to do where a file has nothing of a kind. */
const LACKING: Readonly<Record<LossKind, string>> = {
  flows: 'Add flows, or ask for another kind by --of.',
  stockpiles: 'Nothing takes from a stockpile; ask for another kind by --of.',
  places: 'Give the stockpiles that flows take from a `place`, or ask for another kind by --of.',
  licences: 'Put flows under a `licence`, or ask for another kind by --of.',
};
