// A hall with a talk under way: a service and a host of their own on a copy of the built site, whose first seminar is moved to now.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './stack.mjs';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

export class Hall {
  /** @param {import('./stack.mjs').Stack} stack   a running portal, whose programs are used */
  static async open(stack) {
    const hall = new Hall();
    hall.programs = join(stack.data, 'bin');
    hall.data = await mkdtemp(join(stack.data, 'hall-'));
    hall.site = join(hall.data, 'site');
    await cp(join(root, 'site/public'), hall.site, { recursive: true });
    hall.file = join(hall.site, 'registry.json');
    hall.registry = JSON.parse(await readFile(hall.file, 'utf8'));
    [hall.seminar] = hall.registry.seminars;
    hall.code = hall.registry.codes.find(({ seminar }) => seminar === hall.seminar.id).code;
    await hall.write(new Date());
    const [api, host] = [await freePort(), await freePort()];
    hall.url = `http://localhost:${host}`;
    hall.children = [
      spawn(join(hall.programs, 'api'), ['serve', '--addr', `127.0.0.1:${api}`, '--site', hall.site, '--data', hall.data], { stdio: 'ignore' }),
      spawn(join(hall.programs, 'host'), ['--addr', `127.0.0.1:${host}`, '--site', hall.site, '--config', join(root, 'netlify.toml'), '--api', `http://127.0.0.1:${api}`], { stdio: 'ignore' }),
    ];
    for (let i = 0; !(await hall.answers(`http://127.0.0.1:${api}/readyz`)) || !(await hall.answers(hall.url)); i++) {
      if (i > 200) throw new Error('the hall does not open');
      await new Promise((r) => setTimeout(r, 50));
    }
    return hall;
  }

  /** Writes the registry with the talk 10 minutes under way at a moment. */
  write(moment) {
    this.seminar.starts = new Date(moment - 10 * 60e3).toISOString();
    this.seminar.ends = new Date(+moment + 50 * 60e3).toISOString();
    return writeFile(this.file, JSON.stringify(this.registry));
  }

  /** Moves the talk, and waits until the service has seen it. */
  async move(moment) {
    await this.write(moment);
    for (let i = 0; i < 100; i++) {
      const { seminars } = await (await fetch(`${this.url}/api/v1/registry`)).json();
      if (seminars[0].starts === this.seminar.starts) return;
      await new Promise((r) => setTimeout(r, 100));
    }
    throw new Error('the service does not see the new time');
  }

  answers(url) {
    return fetch(url).then(({ ok }) => ok, () => false);
  }

  /** Runs a command of the service. @returns {Promise<string>} what it printed */
  async command(...args) {
    const env = { ...process.env, FZ_DATA: this.data, FZ_SITE: this.site, FZ_ORIGIN: this.url };
    return (await run(join(this.programs, 'api'), args, { env })).stdout.trim();
  }

  /** A one-time link. */
  link(lang, ...who) {
    return this.command('token', 'issue', ...who, '--lang', lang);
  }

  async rows(sql) {
    const { stdout } = await run('sqlite3', ['-json', '-readonly', join(this.data, 'fangzha.db'), sql]);
    return stdout.trim() ? JSON.parse(stdout) : [];
  }

  async close() {
    await Promise.all(this.children.map((child) => {
      const gone = once(child, 'exit');
      child.kill('SIGINT');
      return gone;
    }));
  }
}
