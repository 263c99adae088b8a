import { execFileSync } from 'node:child_process';
import { readFileSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';

/** Linux's number of a file system that lives in memory, where an fsync costs nothing (statfs(2)). */
const TMPFS = 0x01021994;

/** The facts that figures depend on, as pairs of name and value. */
export function machineFacts() {
  return [
    ['date', `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`],
    ['CPU', `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`],
    ['memory', `${(totalmem() / 1024 ** 3).toFixed(1)} GiB`],
    ['system', `${type()} ${release().split('.', 2).join('.')}`],
    ['Node', process.version],
    ['temporary folder', statfsSync(tmpdir()).type === TMPFS ? 'in memory: an fsync costs nothing' : 'on disk'],
  ];
}

/** Processes that ran or waited to run, averaged over the last minute. */
export const load = () => loadavg()[0] ?? 0;

/** Files and sockets that one process may hold open. */
export function openFileLimit() {
  const limit = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
  return limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit);
}

/** Resident memory of any process, in MB (10^6 bytes). */
export function residentMb(pid) {
  if (process.platform === 'linux') {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return (Number(kib) * 1024) / 1e6;
  }
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024) / 1e6;
}
