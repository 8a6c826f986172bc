import { Worker } from 'node:worker_threads'
import type { RunMessage, RunSelection } from './worker.ts'

export interface RunTotals {
  passed: number
  failed: number
  skipped: number
}

/** Runs a folder of state tests over worker threads; failures are reported as they come. */
export async function runInParallel(
  selection: RunSelection,
  jobs: number,
  report: (line: string) => void,
): Promise<RunTotals> {
  const totals: RunTotals = { passed: 0, failed: 0, skipped: 0 }
  let next = 1000
  const onMessage = (message: RunMessage): void => {
    totals.passed += message.passed
    totals.skipped += message.skipped
    totals.failed += message.failures.length
    for (const failure of message.failures) report(`FAILED ${failure.name}: ${failure.reason}`)
    const done = totals.passed + totals.failed
    if (done < next) return
    report(`${done} done, ${totals.failed} failed`)
    next = done + 1000
  }
  await Promise.all(
    Array.from({ length: jobs }, (_, job) => runWorker({ ...selection, job, jobs }, onMessage)),
  )
  return totals
}

function runWorker(
  workerData: RunSelection & { readonly job: number; readonly jobs: number },
  onMessage: (message: RunMessage) => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  // Deep call chains of the EVM are promises, not stack frames, but its precompiles recurse.
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData })
  worker.on('message', onMessage)
  worker.on('error', reject)
  worker.on('exit', (code) =>
    code === 0 ? resolve() : reject(new Error(`a worker ended with code ${code}`)),
  )
  return promise
}
