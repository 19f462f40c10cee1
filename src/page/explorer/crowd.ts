/** What is run once nothing is moved: the futures of every side, on all threads, and why users are short. */
import { buffersOf, PART, type Share } from '../../explore/gather.ts';
import { type Choice, SIDES, type Side } from '../../explore/state.ts';
import { boot, explained, faults, futures, type Of, ran, runs, state, texts } from './store.ts';
import { type Ask, type Queue, startThread, type Thread } from './threads.ts';

const MOST_THREADS = 4;
const CROWD = Math.max(1, Math.min(MOST_THREADS, (navigator.hardwareConcurrency || 2) - 1));

interface Member {
  readonly thread: Thread;
  opened: object | undefined;
  last: Promise<void>;
}

/** Threads that run futures; what they have begun and is overtaken is dropped when they are through with it. */
export interface Crowd {
  /** Runs what is set, in place of all that was to be run. */
  run(): void;
  drop(): void;
}

/** The crowd; `hands` put together what its threads come to. */
export function crowdOf(hands: Queue): Crowd {
  const members: Member[] = [];
  let round = 0;
  const run = () => {
    const own = ++round;
    const isCurrent = () => own === round;
    const tasks = tasksOf();
    const of = { a: ran.a.value, b: ran.b.value };
    const gather = gathererOf(hands, own, isCurrent, of);
    const work = async (member: Member): Promise<void> => {
      if (!isCurrent()) return;
      await openIn(member);
      for (let task = tasks.shift(); task !== undefined && isCurrent(); task = tasks.shift()) {
        const reply = await member.thread.ask(task);
        if (!isCurrent()) return;
        if (reply.kind === 'faults') {
          round++;
          faults.value = reply;
        } else if (reply.kind === 'explained') explained[reply.side].value = { ...reply, of: of[reply.side] };
        else if (reply.kind === 'part') gather(reply.side, reply.share);
      }
    };
    while (members.length < CROWD) members.push({ thread: startThread(), opened: undefined, last: Promise.resolve() });
    for (const one of members) one.last = one.last.then(() => work(one)).catch(reportError);
  };
  return {
    run,
    drop: () => {
      round++;
      hands.drop('gather');
    },
  };
}

/** The first futures of every side, then why, then the other futures. */
function tasksOf(): Ask[] {
  const { value: all } = runs;
  const sides = SIDES.filter((side) => state.value[side] !== undefined);
  const choices = (side: Side): readonly Choice[] => state.value[side] ?? [];
  const parts = Array.from({ length: Math.ceil(all / PART) }, (_, n) => n * PART).flatMap((first) =>
    sides.map((side): Ask => {
      return { kind: 'part', side, choices: choices(side), first, count: Math.min(PART, all - first) };
    }),
  );
  const why = sides.map((side): Ask => ({ kind: 'why', side, choices: choices(side) }));
  return parts.toSpliced(sides.length, 0, ...why);
}

/** Takes parts as they come, and has them put together whenever enough stand whole from the first on. */
function gathererOf(
  hands: Queue,
  round: number,
  isCurrent: () => boolean,
  of: Readonly<Record<Side, Of<'ran'> | undefined>>,
): (side: Side, share: Share) => void {
  const { value: all } = runs;
  const steps = [PART, 256, all].filter((many) => many <= all);
  const came = { a: new Map<number, Share>(), b: new Map<number, Share>() };
  const given = { a: 0, b: 0 };
  return (side, share) => {
    const shares = came[side].set(share.first, share);
    const before = given[side];
    let whole = before;
    for (let next = shares.get(whole); next; next = shares.get(whole)) whole += next.count;
    const target = steps.findLast((many) => many <= whole);
    if (target === undefined || target <= before) return;
    given[side] = target;
    const some = [...shares.values()].filter(({ first }) => first >= before && first < target);
    for (const { first } of some) shares.delete(first);
    const buffers = some.flatMap(buffersOf);
    void hands
      .add(
        `gather ${side} ${target}`,
        2,
        { kind: 'gather', round, side, shares: some, isLast: target === all },
        buffers,
      )
      .then((reply) => {
        if (reply?.kind !== 'gathered' || !isCurrent()) return;
        futures[side].value = { ...reply, of: of[side] };
      });
  };
}

async function openIn(one: Member): Promise<void> {
  if (one.opened === texts.value) return;
  const now = texts.value;
  await one.thread.ask({ kind: 'open', file: boot.file, texts: now });
  one.opened = now;
}
