/** Why a flow ships less than its twin: the bounds of a step in their order, each taking what those before it left. */
import type { Network } from '../../model/network.ts';
import type { Row } from './rows.ts';

/** A rule that may have held a flow back; `ordering`: nothing was ordered, for a reason that lies elsewhere. */
export type Rule = 'ordering' | 'capacity' | 'allow' | 'limit' | 'review';

/** Bounds that differ by less than this share of an amount hold back alike. */
const ALIKE = 1e-9;

/**
 * Says for flow f, which ships `x` where its twin ships `twin` > x, how much each rule lost; returns the rest, which its
 * inputs did not give. With X the twin's shipment and each minimum at least x:
 *
 *   m1 = min(X, σ_f·O_j + W_f)      what was not ordered
 *   m2 = min(m1, o_f + W_f)         the least of cap_f, q_f and allow·σ_f·F_j, those alike in equal parts
 *   m3 = min(m2, w_f)               capacity, where orders wait; then the limit of the licence
 *
 * Under review instead: what allow·σ_f·F_j lets nobody apply for, then the lesser of ΣH_f and cap_f, then the limit. A
 * release orders what its trigger asks for and its capacity and `allow` leave. Not the gap to the order is told, but that
 * to the twin: a buyer in need orders far more than he needs.
 */
export function heldBack(
  network: Network,
  row: Row,
  f: number,
  twin: number,
  lose: (rule: Rule, amount: number) => void,
): number {
  const { scheduled, sigma, unpriced, order, ordered, wanted, held, waitingBefore } = row;
  const l = network.licenceOf[f];
  const j = network.to[f];
  const x = row.shipped[f];
  const capacity = row.capacity[f];
  const allow = l < 0 ? 1 : scheduled.allow[l];
  let most = twin;
  const cut = (bound: number) => {
    const next = Math.max(x, Math.min(most, bound));
    const lost = most - next;
    most = next;
    return lost;
  };
  const loseTo = (rule: Rule, bound: number) => {
    const lost = cut(bound);
    if (lost > 0) lose(rule, lost);
  };
  const share = (lost: number, bounds: readonly (readonly [Rule, number])[], unbound: number) => {
    if (!(lost > 0)) return;
    const least = Math.min(...bounds.map(([, bound]) => bound));
    if (least >= unbound) return lose('ordering', lost);
    const binding = bounds.filter(([, bound]) => bound <= least + ALIKE * Math.max(least, twin));
    for (const [rule] of binding) lose(rule, lost / binding.length);
  };
  const basis = Number.isNaN(scheduled.target[j]) ? unpriced[j] : order[j];
  if (l >= 0 && scheduled.review[l] > 0 && allow > 0) {
    if (allow < 1 && !network.isRelease[f]) loseTo('allow', allow * sigma[f] * basis);
    const granted = held[f] + x;
    share(
      cut(Math.min(granted, capacity)),
      [
        ['review', granted],
        ['capacity', capacity],
      ],
      Number.POSITIVE_INFINITY,
    );
  } else {
    const waiting = waitingBefore[f];
    if (network.isRelease[f]) {
      const isTriggered = !(ordered[f] < allow * capacity * (1 - ALIKE));
      if (!isTriggered) loseTo('ordering', ordered[f] / allow + waiting);
      const bounds = [
        ['capacity', capacity],
        ['allow', allow < 1 ? allow * twin : Number.POSITIVE_INFINITY],
      ] as const;
      share(cut(ordered[f] + waiting), bounds, Number.POSITIVE_INFINITY);
    } else {
      const assigned = sigma[f] * order[j];
      loseTo('ordering', assigned + waiting);
      const lost = cut(ordered[f] + waiting);
      if (lost > 0) {
        const bounds: (readonly [Rule, number])[] = [['capacity', capacity]];
        if (l >= 0) bounds.push(['limit', row.limitBound(f)]);
        if (allow < 1) bounds.push(['allow', allow * sigma[f] * basis]);
        share(lost, bounds, assigned * (1 - ALIKE));
      }
    }
    if (network.waits[f]) loseTo('capacity', capacity);
  }
  loseTo('limit', wanted[f]);
  return most - x;
}
