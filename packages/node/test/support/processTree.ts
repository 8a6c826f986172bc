import { execFileSync } from 'node:child_process'

/** The process ids of all descendants of a process, as of now. */
export function descendants(pid: number): number[] {
  const children = new Map<number, number[]>()
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  for (const line of table.trim().split('\n')) {
    const [child, parent] = line.trim().split(/\s+/).map(Number) as [number, number]
    children.set(parent, [...(children.get(parent) ?? []), child])
  }
  const found: number[] = []
  for (const next = [pid]; next.length > 0; ) {
    const own = children.get(next.pop() as number) ?? []
    found.push(...own)
    next.push(...own)
  }
  return found
}

/** Whether a process is there and has not ended; one that nobody has waited for yet has ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .startsWith('Z')
  } catch {
    return false
  }
}
