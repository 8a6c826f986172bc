import { processTable } from './processTable.ts'

/** The process ids of all descendants of a process, as of now. */
export function descendants(pid: number): number[] {
  const children = Map.groupBy(processTable(), ({ parentPid }) => parentPid)
  const found: number[] = []
  for (const next = [pid]; next.length > 0; ) {
    const own = (children.get(next.pop() as number) ?? []).map((child) => child.pid)
    found.push(...own)
    next.push(...own)
  }
  return found
}

/** Whether a process is there and has not ended; one that nobody has waited for yet has ended. */
export function isAlive(pid: number): boolean {
  return processTable().some((running) => running.pid === pid && !running.isZombie)
}
