// Starts the real portal (scripts/up) on a free port with an empty data directory, and ends what it started.
import { spawn, execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const readyWithin = 15 * 60 * 1000; // a first start compiles Hugo: minutes on two cores

/** A port that was free a moment ago. @returns {Promise<number>} */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** One running portal. `url` is its origin, `data` its data directory. */
export class Stack {
  static async start({ data, port } = {}) {
    const stack = new Stack();
    stack.data = data ?? (await mkdtemp(join(tmpdir(), 'fangzha-e2e-')));
    stack.port = port ?? (await freePort());
    stack.url = `http://localhost:${stack.port}`;
    stack.output = '';
    stack.child = spawn(join(root, 'scripts/up'), ['--port', String(stack.port), '--data', stack.data, '--no-restart'], {
      cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'],
    });
    // A run that is ended from outside must not leave the portal behind: it is a process group of its own.
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stack.stop().finally(() => process.exit(1)));
    await new Promise((ready, failed) => {
      const timer = setTimeout(() => failed(new Error(`not ready in time:\n${stack.output}`)), readyWithin);
      const read = (chunk) => {
        stack.output += chunk;
        if (stack.output.includes('Fangzha is ready')) { clearTimeout(timer); ready(); }
      };
      stack.child.stdout.on('data', read);
      stack.child.stderr.on('data', read);
      stack.child.once('exit', (code) => { clearTimeout(timer); failed(new Error(`scripts/up ended with ${code}:\n${stack.output}`)); });
    });
    return stack;
  }

  /** What scripts/stack wrote about its children: { urls, pids }. */
  async state() {
    return JSON.parse(await readFile(join(this.data, 'stack.json'), 'utf8'));
  }

  /** Ends one child by its id, as a crash of that part alone would, and waits until it is gone. */
  async end(name) {
    const { pids } = await this.state();
    process.kill(pids[name], 'SIGTERM');
    for (let i = 0; i < 200; i++) {
      try { process.kill(pids[name], 0); } catch { return; }
      await new Promise((r) => setTimeout(r, 50));
    }
    throw new Error(`${name} (process ${pids[name]}) did not end`);
  }

  /** Rows of the service's own database, read beside it. @returns {Promise<object[]>} */
  async rows(sql) {
    const { stdout } = await promisify(execFile)('sqlite3', ['-json', '-readonly', join(this.data, 'fangzha.db'), sql]);
    return stdout.trim() ? JSON.parse(stdout) : [];
  }

  /** Stops all children as Ctrl-C does. The data stays unless `forget`. */
  async stop({ forget = true } = {}) {
    if (this.child.exitCode === null) {
      const gone = once(this.child, 'exit');
      process.kill(-this.child.pid, 'SIGINT');
      await gone;
    }
    if (forget) await rm(this.data, { recursive: true, force: true });
  }
}
