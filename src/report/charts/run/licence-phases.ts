/** What a licence was at which time, as spans with a state to shade and words to show. */
import { greatest, least } from '../../../chance/extremes.ts';
import type { Day } from '../../../quantity/calendar.ts';
import type { LicenceState } from '../../text/chart-text.ts';
import type { ChartText } from '../../text/en-charts.ts';
import type { KeyItem } from '../layout/key.ts';
import type { Shade } from '../layout/rows.ts';
import type { TimelineInput } from '../layout/timeline.ts';
import { processBars } from './process-states.ts';
import { positionOf, type Scene } from './scene.ts';

/** From the strictest. */
export const STATE_COLOURS: Readonly<Record<LicenceState, { readonly bar: string; readonly shade: string }>> = {
  closed: { bar: '#e9b09a', shade: '#f5dacf' },
  restricted: { bar: '#fae3a3', shade: '#fcf0ca' },
  open: { bar: '#dcebf5', shade: '#ffffff' },
};

export interface Span {
  readonly from: Day;
  readonly to: Day;
  readonly state: LicenceState;
  /** The phase's title, or its terms in words. */
  readonly title: string;
  /** Whether it is worth a letter in the key where its title has no room: before the first phase it is not. */
  readonly isPhase: boolean;
}

/** The spans of the licence at a position: one from each phase, and from each change of state within it. */
export function licenceSpans(scene: Scene, licence: number, text: ChartText): Span[] {
  const { phases = [] } = scene.model.scenario.licences[licence] ?? {};
  const begun: (Omit<Span, 'to' | 'title'> & { readonly title: string | undefined; readonly step: number })[] = [];
  let held: number | undefined;
  for (let t = 0; t < scene.steps; t++) {
    const day = scene.dayOf(t);
    const inForce = phases.findLastIndex(({ from }) => from <= day);
    const state = stateAt(scene, licence, t);
    if (inForce === held && state === begun.at(-1)?.state) continue;
    const begins = inForce !== held ? Math.max(phases[inForce]?.from ?? scene.start, scene.start) : day;
    const title = inForce !== held ? phases[inForce]?.title : undefined;
    begun.push({ from: begins, state, title, isPhase: inForce >= 0, step: t });
    held = inForce;
  }
  return begun
    .map(({ title, step, ...span }, n) => {
      const next = begun[n + 1];
      const steps = Array.from({ length: (next?.step ?? scene.steps) - step }, (_, k) => step + k);
      return { ...span, title: title ?? termsOver(scene, licence, steps, text), to: next?.from ?? scene.end };
    })
    .filter(({ from, to }) => to > from);
}

/** Whether a licence ever stands in the way. */
export function everRestricts(spans: readonly Span[]): boolean {
  return spans.some(({ state }) => state !== 'open');
}

function stateAt({ scheduled }: Scene, licence: number, t: number): LicenceState {
  const { allow, limit, review, approve } = termsOf(scheduled, licence, t);
  if (allow === 0 || limit === 0) return 'closed';
  return allow < 1 || limit < Number.POSITIVE_INFINITY || review > 0 || approve < 1 ? 'restricted' : 'open';
}

function termsOf(scheduled: Scene['scheduled'], licence: number, t: number) {
  const at = (what: 'allow' | 'limit' | 'review' | 'approve') => scheduled.at(what, licence, t);
  return { allow: at('allow'), limit: at('limit'), review: at('review'), approve: at('approve') };
}

/** `9 weeks' review, 25 to 60 % approved`, over steps of one state; of a review that changes its longest. */
function termsOver({ scheduled, model }: Scene, licence: number, steps: readonly number[], text: ChartText): string {
  const { licences, quantities } = text;
  const all = steps.map((t) => termsOf(scheduled, licence, t));
  const [first] = all;
  if (first.allow === 0 || first.limit === 0) return licences.states.closed;
  const ends = (what: keyof typeof first) => {
    const values = Float64Array.from(all, (terms) => terms[what]);
    return { low: least(values), high: greatest(values) };
  };
  const between = (what: keyof typeof first, told: (value: number) => string) => {
    const [low, high] = [told(ends(what).low), told(ends(what).high)];
    return low === high ? low : quantities.range(low, high);
  };
  const { gatedBy, to } = model.network;
  const unit = model.scenario.stockpiles[to[gatedBy.items[gatedBy.start[licence] as number] as number] as number]?.unit;
  const yearly = (limit: number) => (limit / model.stepDays) * 365.25;
  const amount = (limit: number) => (unit ? quantities.amount(yearly(limit), unit) : quantities.number(limit));
  const parts = [
    ...(ends('allow').low < 1 ? [licences.allowed(between('allow', quantities.percent))] : []),
    ...(ends('limit').low < Number.POSITIVE_INFINITY ? [licences.limit(between('limit', amount))] : []),
    ...(ends('review').high > 0 ? [licences.review(ends('review').high * model.stepDays)] : []),
    ...(ends('approve').low < 1 ? [licences.approved(between('approve', quantities.percent))] : []),
  ];
  return parts.length === 0 ? licences.states.open : licences.terms(parts);
}

/** Licences on the flows into a stockpile, or on the nearest flows up the chain that have any. */
export function licencesUpstream({ model: { network } }: Scene, stockpile: number): number[] {
  const { deliveries, inputs, licenceOf } = network;
  const seen = new Set([stockpile]);
  let level = [stockpile];
  while (level.length > 0) {
    const flows = level.flatMap((j) =>
      Array.from(deliveries.items.subarray(deliveries.start[j], deliveries.start[j + 1])),
    );
    const found = new Set(flows.map((f) => licenceOf[f] as number).filter((l) => l >= 0));
    if (found.size > 0) return [...found].sort((a, b) => a - b);
    level = flows
      .flatMap((f) => Array.from(inputs.items.subarray(inputs.start[f], inputs.start[f + 1])))
      .filter((j) => !seen.has(j) && seen.add(j));
  }
  return [];
}

/** Licences in the order of the users that they are nearest to, then the others. */
export function licenceOrder(scene: Scene): number[] {
  const { drawsFrom } = scene.model.network;
  const nearest = scene.users.flatMap(({ id }) => licencesUpstream(scene, drawsFrom[positionOf(scene, id)]));
  return [...new Set([...nearest, ...scene.model.scenario.licences.keys()])];
}

/** What stands above the panels of every chart: processes, licences that are ever in the way, and events. */
export function timelineInput(scene: Scene, text: ChartText): TimelineInput {
  const bars = licenceOrder(scene).map((licence) => ({
    title: scene.model.scenario.licences[licence].title,
    spans: licenceSpans(scene, licence, text),
  }));
  return {
    events: scene.model.scenario.events,
    licences: [
      ...processBars(scene, text),
      ...bars
        .filter(({ spans }) => everRestricts(spans))
        .map(({ title, spans }) => ({
          title,
          phases: spans.map(({ from, to, state, title: phase, isPhase }) => ({
            ...{ from, to, title: phase, isPhase, colour: STATE_COLOURS[state].bar },
          })),
        })),
    ],
  };
}

/** At each time the strictest state of the licences. */
export function strictest(scene: Scene, licences: readonly number[], text: ChartText): Span[] {
  const all = licences.map((licence) => licenceSpans(scene, licence, text));
  const days = [...new Set(all.flat().map(({ from }) => from))].sort((a, b) => a - b);
  const order = Object.keys(STATE_COLOURS) as LicenceState[];
  return days.map((from, n) => {
    const states = all.map((spans) => spans.findLast((span) => span.from <= from)?.state ?? 'open');
    const state = order.find((one) => states.includes(one)) ?? 'open';
    return { from, to: days[n + 1] ?? scene.end, state, title: '', isPhase: false };
  });
}

/** Where a panel is shaded for these spans. */
export function shadesOf(spans: readonly Span[]): Shade[] {
  return spans
    .filter(({ state }) => state !== 'open')
    .map(({ from, to, state }) => ({ from, to, colour: STATE_COLOURS[state].shade }));
}

/** What the shading of panels means, for the states that occur in them. */
export function stateKey(
  shading: readonly (readonly Span[])[],
  whose: 'own' | 'supplies',
  { licences }: ChartText,
): KeyItem[] {
  const states = new Set(shading.flat().map(({ state }) => state));
  return (['restricted', 'closed'] as const)
    .filter((state) => states.has(state))
    .map((state) => ({ swatch: STATE_COLOURS[state].shade, text: licences.shading(whose, state) }));
}
