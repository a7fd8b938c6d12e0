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
    const file = join(hall.site, 'registry.json');
    const registry = JSON.parse(await readFile(file, 'utf8'));
    [hall.seminar] = registry.seminars;
    hall.seminar.starts = new Date(Date.now() - 10 * 60e3).toISOString();
    hall.seminar.ends = new Date(Date.now() + 50 * 60e3).toISOString();
    hall.code = registry.codes.find(({ seminar }) => seminar === hall.seminar.id).code;
    await writeFile(file, JSON.stringify(registry));
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
