import { readFileSync } from 'node:fs'

/** Memory of a process that is resident, in bytes (Linux only: read from /proc). */
export function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
}
