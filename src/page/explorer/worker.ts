/** The engine in a thread of the page. */
import { engine } from '../../explore/engine.ts';
import { buffersOf } from '../../explore/gather.ts';
import type { Question } from '../../explore/messages.ts';

const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: Question }) => void;
  postMessage(message: unknown, transfer: ArrayBufferLike[]): void;
};

const answer = engine((reply) => {
  scope.postMessage(reply, reply.kind === 'part' ? buffersOf(reply.share) : []);
});

scope.onmessage = ({ data }) => answer(data);
