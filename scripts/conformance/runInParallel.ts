import { Worker } from 'node:worker_threads'
import type { RunMessage, RunSelection } from './worker.ts'

export interface RunTotals {
  passed: number
  failed: number
  skipped: number
}

/** A case that takes longer counts as one that hangs; the longest takes seconds. */
const HANG_MS = 300_000

/**
 * Runs a folder of state tests over worker threads; failures are reported as they come. A case in which a thread
 * crashes or hangs has failed, and so has the run: that thread's other cases are not run.
 */
export async function runInParallel(
  selection: RunSelection,
  jobs: number,
  report: (line: string) => void,
  hangMs = HANG_MS,
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
      runWorker({ ...selection, job, jobs }, hangMs, onMessage, fail),
    ),
  )
  return totals
}

function runWorker(
  workerData: RunSelection & { readonly job: number; readonly jobs: number },
  hangMs: number,
  onMessage: (message: RunMessage) => void,
  fail: (name: string, reason: string) => void,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  // Deep call chains of the EVM are promises, not stack frames, but its precompiles recurse.
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData })
  let running = 'no case yet'
  let isFailed = false
  const give = (reason: string): void => {
    if (!isFailed) fail(running, reason)
    isFailed = true
  }
  const watch = setTimeout(() => {
    give(`it did not end in ${hangMs / 1000} s`)
    worker.terminate()
  }, hangMs)
  worker.on('message', (message: RunMessage | string) => {
    watch.refresh()
    if (typeof message === 'string') running = message
    else onMessage(message)
  })
  worker.on('error', (error) => give(`the runner crashed: ${String(error)}`))
  worker.on('exit', (code) => {
    clearTimeout(watch)
    if (code !== 0) give(`a worker thread ended with code ${code}`)
    resolve()
  })
  return promise
}
