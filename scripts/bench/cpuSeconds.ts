import { readFileSync } from 'node:fs'

/** Clock ticks a second in /proc: 100 on every Linux that Node.js runs on. */
const TICKS_PER_SECOND = 100

/** User and system CPU time that processes have used so far, in seconds (Linux only: read from /proc). */
export function cpuSeconds(pids: readonly number[]): number {
  let ticks = 0
  for (const pid of pids) {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in parentheses and may contain blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks / TICKS_PER_SECOND
}
