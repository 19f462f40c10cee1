/** A page for the browser of this machine and no other: one address, and a stream of what changes. Nothing is taken in. */
import { createServer, type ServerResponse } from 'node:http';

/** The loopback interface, which no other machine reaches. */
const LOOPBACK = '127.0.0.1';

export interface Serving {
  /** Where the page is. */
  readonly address: string;
  /** Tells every page that is open what is now. */
  tell(): void;
}

/** The path of the stream. */
export const EVENTS = '/events';

/**
 * Serves what `page` gives at `/`, with `?embed` and the like behind it, and tells `now` to a page as it begins to listen: it may
 * have missed something. A request that calls this server by another name is refused, so that no page of another
 * site can read it through a name of its own that leads here; so is one that would send something.
 */
export function serve(page: () => string, now: () => unknown, port = 0): Promise<Serving> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const { address, port: own } = server.address() as { readonly address: string; readonly port: number };
    const names = [`${address}:${own}`, `localhost:${own}`];
    const end = (status: number, text: string) =>
      response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
    const { headers, method, url } = request;
    if (!names.includes(headers.host ?? '')) return end(403, 'This page is for the browser of this machine.\n');
    if (method !== 'GET') return end(405, 'There is nothing to be sent here.\n');
    const common = {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    };
    if (url === '/' || url?.startsWith('/?'))
      return response.writeHead(200, { ...common, 'content-type': 'text/html; charset=utf-8' }).end(page());
    if (url !== EVENTS) return end(404, 'There is no such page.\n');
    response.writeHead(200, { ...common, 'content-type': 'text/event-stream' });
    response.write(eventOf(now()));
    listeners.add(response);
    request.on('close', () => listeners.delete(response));
  });
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, LOOPBACK, () => {
      const { port: own } = server.address() as { readonly port: number };
      done({
        address: `http://${LOOPBACK}:${own}/`,
        tell: () => {
          for (const one of listeners) one.write(eventOf(now()));
        },
      });
    });
  });
}

const eventOf = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
