import { runWorker } from './runWorker.ts'
import type { RunMessage, RunSelection } from './worker.ts'

export interface RunTotals {
  passed: number
  failed: number
  skipped: number
}

const script = new URL('./worker.ts', import.meta.url)

/**
 * Runs a folder of state tests over worker threads; failures are reported as they come. A case in which a thread
 * crashes or hangs has failed, and so has the run: that thread's other cases are not run.
 */
export async function runInParallel(
  selection: RunSelection,
  jobs: number,
  report: (line: string) => void,
  hangMs?: number,
): Promise<RunTotals> {
  const totals: RunTotals = { passed: 0, failed: 0, skipped: 0 }
  let next = 1000
  const fail = (name: string, reason: string): void => {
    totals.failed += 1
    report(`FAILED ${name}: ${reason}`)
  }
  const onMessage = (message: RunMessage): void => {
    totals.passed += message.passed
    totals.skipped += message.skipped
    for (const { name, reason } of message.failures) fail(name, reason)
    const done = totals.passed + totals.failed
    if (done < next) return
    report(`${done} done, ${totals.failed} failed`)
    next = done + 1000
  }
  await Promise.all(
    Array.from({ length: jobs }, (_, job) =>
      runWorker(script, { ...selection, job, jobs }, onMessage, fail, hangMs),
    ),
  )
  return totals
}
