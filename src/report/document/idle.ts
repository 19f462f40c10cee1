/** What stood idle while the subject was short, in a report: what a reader could turn to first, and what only waited. */
import type { Findings } from '../../findings/findings.ts';
import type { Words } from '../text/en.ts';
import type { Block } from './document.ts';

/** A point for each flow that was idle for a reason of its own, and one for those that a bottleneck elsewhere left idle. */
export function idleBlocks({ idle, subject }: Findings, { run: { idle: says }, quantities: q }: Words): Block[] {
  if (idle.length === 0 || subject === undefined) return [];
  const own = idle.filter(({ reason }) => reason !== 'elsewhere');
  const waiting = idle.filter(({ reason }) => reason === 'elsewhere');
  const items = own.map(({ title, unused, unit, share, reason }) =>
    says.one(title, q.amount(unused, unit), q.percent(share), reason),
  );
  const rest = waiting.map(({ title, share }) => says.flow(title, q.percent(share)));
  return [
    ...(items.length > 0
      ? [
          { kind: 'prose' as const, text: says.intro(subject.title) },
          { kind: 'points' as const, items },
        ]
      : []),
    ...(rest.length > 0 ? [{ kind: 'prose' as const, text: says.waiting(rest) }] : []),
  ];
}
