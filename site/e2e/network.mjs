// The network between phones and the portal, as bad as a test wants it: a proxy that can be gone, lose answers that the portal has given,
// and answer in the portal's place. Unlike Playwright's offline switch it is between the service worker and the portal too.
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';

/** `url` is the origin that phones use. */
export class Network {
  down = false;
  /** Given a request, says whether its answer is lost on the way: (request) => boolean */
  loses = () => false;
  /** Given a request, may answer it itself: (request) => {status, headers, body} | undefined, or a promise of it */
  instead = () => undefined;
  /** Bodies of all POSTs that came this far, parsed. */
  posts = [];
  lost = 0;

  static async start(origin) {
    const network = new Network();
    network.origin = new URL(origin);
    network.server = createServer((request, response) => network.#pass(request, response));
    network.server.listen(0, '127.0.0.1');
    await once(network.server, 'listening');
    network.url = `http://localhost:${network.server.address().port}`;
    return network;
  }

  async #pass(request, response) {
    if (this.down) return request.socket.destroy();
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (request.method === 'POST') this.posts.push({ url: request.url, ...JSON.parse(body) });
    const own = await this.instead(request);
    if (own) return response.writeHead(own.status, own.headers).end(own.body);
    const { hostname, port } = this.origin;
    const onward = ask({ hostname, port, method: request.method, path: request.url, headers: request.headers }, (answer) => {
      if (this.loses(request)) {
        this.lost++;
        answer.resume();
        return request.socket.destroy();
      }
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => request.socket.destroy());
    onward.end(body);
  }

  async stop() {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
