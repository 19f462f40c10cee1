/** The threads of a page: one for what a hand moves, some for ensembles, each with the engine and the files in it. */
import type { Question, Reply } from '../../explore/messages.ts';

/** A question, before it has its number. */
export type Ask = Question extends infer One ? (One extends Question ? Omit<One, 'seq'> : never) : never;

/** A thread that is asked one thing at a time. */
export interface Thread {
  readonly isBusy: boolean;
  ask(question: Ask, transfer?: Transferable[]): Promise<Reply>;
}

/** The address of the engine's program, once the first thread has unpacked it. */
let address: Promise<string> | undefined;

/** The first thread: it is sent what the page holds, and gives it back unpacked once it is the engine itself. */
function firstThread(): { readonly worker: Worker; readonly address: Promise<string> } {
  const text = (id: string) => document.getElementById(id)?.textContent ?? '';
  const worker = new Worker(URL.createObjectURL(new Blob([text('program')], { type: 'text/javascript' })));
  const told = new Promise<string>((found, fail) => {
    worker.onmessage = ({ data }: MessageEvent<{ readonly program: Blob }>) =>
      // Threads of a page from a disk may not use an address that another thread has made.
      found(URL.createObjectURL(data.program));
    worker.onerror = ({ message }) => fail(new Error(message));
  });
  worker.postMessage(text('packed-engine'));
  return { worker, address: told };
}

/** Starts a thread. */
export function startThread(): Thread {
  let waiting: { seq: number; resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined;
  let seq = 0;
  const begin = async () => {
    const first = address === undefined ? firstThread() : undefined;
    address ??= first?.address;
    const at = (await address) ?? '';
    const worker = first?.worker ?? new Worker(at);
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.seq !== waiting?.seq) return;
      const { resolve } = waiting;
      waiting = undefined;
      resolve(data);
    };
    worker.onerror = (event) => {
      waiting?.reject(new Error(event.message));
      waiting = undefined;
    };
    return worker;
  };
  const begun = begin();
  return {
    get isBusy() {
      return waiting !== undefined;
    },
    ask(question, transfer = []) {
      if (waiting !== undefined) throw new Error('a thread is asked one thing at a time');
      seq++;
      return new Promise((resolve, reject) => {
        waiting = { seq, resolve, reject };
        const asked = { ...question, seq };
        begun.then((worker) => worker.postMessage(asked, transfer)).catch(reject);
      });
    },
  };
}

/** One thread's work, the most urgent first; of work by the same name the last alone. */
export interface Queue {
  /** The reply, or undefined where later work took its place. */
  add(name: string, urgency: number, question: Ask, transfer?: Transferable[]): Promise<Reply | undefined>;
  /** Forgets work that has not begun and whose name begins so. */
  drop(name: string): void;
}

interface Work {
  readonly name: string;
  readonly urgency: number;
  readonly question: Ask;
  readonly transfer: Transferable[];
  readonly done: (reply: Reply | undefined) => void;
}

export function queueOf(thread: Thread): Queue {
  let waiting: Work[] = [];
  const leave = (is: (work: Work) => boolean) => {
    const left = waiting.filter(is);
    waiting = waiting.filter((work) => !is(work));
    for (const { done } of left) done(undefined);
  };
  const next = () => {
    if (thread.isBusy || waiting.length === 0) return;
    const [first] = waiting.toSorted((a, b) => b.urgency - a.urgency);
    waiting = waiting.filter((work) => work !== first);
    const end = (reply: Reply | undefined) => {
      first.done(reply);
      next();
    };
    thread.ask(first.question, first.transfer).then(end, (error: unknown) => {
      reportError(error);
      end(undefined);
    });
  };
  return {
    add: (name, urgency, question, transfer = []) =>
      new Promise((done) => {
        leave((work) => work.name === name);
        waiting.push({ name, urgency, question, transfer, done });
        next();
      }),
    drop: (name) => leave((work) => work.name.startsWith(name)),
  };
}
