import type { RunTotals } from '../runInParallel.ts'
import { runWorker } from '../runWorker.ts'
import { addCosts, NO_COSTS } from './L1Costs.ts'
import { listClasses } from './listClasses.ts'
import type { ClassCount } from './StepChoice.ts'
import type { OneStepMessage, OneStepSelection } from './worker.ts'

const script = new URL('./worker.ts', import.meta.url)
const PROGRESS_CASES = 500
/** A trace may be long: its name is told again with every call to L1. */
const HANG_MS = 900_000

/** Steps through a folder of state tests over worker threads. Failures are reported as they come, what was met at the end. */
export async function runOneStep(
  selection: OneStepSelection,
  jobs: number,
  report: (line: string) => void,
): Promise<RunTotals> {
  const totals: RunTotals = { passed: 0, failed: 0, skipped: 0 }
  const skips = new Map<string, number>()
  const refusals = new Map<string, number>()
  const classes = new Map<string, ClassCount>()
  let [steps, opcodes, costs] = [0, 0, NO_COSTS]
  const fail = (name: string, reason: string): void => {
    totals.failed += 1
    report(`FAILED ${name}: ${reason}`)
  }
  const onMessage = (message: OneStepMessage): void => {
    if (message.type === 'end') {
      steps += message.steps
      opcodes += message.opcodes
      costs = addCosts(costs, message.costs)
      totals.skipped += message.unselected
      if (message.unselected > 0) count(skips, 'not selected', message.unselected)
      for (const seen of message.classes) addClass(classes, seen)
      return
    }
    const { name, verdict } = message
    if (verdict.status === 'failed') fail(name, verdict.reason)
    else totals[verdict.status] += 1
    if (verdict.status === 'skipped') count(skips, verdict.reason)
    if (verdict.status === 'passed' && verdict.notAdmitted !== null) {
      count(refusals, verdict.notAdmitted)
    }
    const done = totals.passed + totals.failed
    if (verdict.status !== 'skipped' && done % PROGRESS_CASES === 0) {
      report(`${done} done, ${totals.failed} failed`)
    }
  }
  await Promise.all(
    Array.from({ length: jobs }, (_, job) =>
      runWorker(script, { ...selection, job, jobs }, onMessage, fail, HANG_MS),
    ),
  )
  for (const line of listClasses([...classes.values()])) report(line)
  report(`${steps} steps of the machine, ${opcodes} opcodes as the executor has them`)
  if (selection.solidity !== 'none') {
    const { gas, calldata } = costs
    report(`${costs.steps} steps taken by L1 (${selection.solidity})`)
    report(`largest gas ${gas.amount}: ${gas.step}`)
    report(`largest calldata ${calldata.amount} bytes: ${calldata.step}`)
  }
  if (refusals.size > 0) report(`not admitted, by both: ${listed(refusals)}`)
  if (skips.size > 0) report(`skipped: ${listed(skips)}`)
  return totals
}

function count(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([key, number]) => `${number} ${key}`).join(', ')
}

function addClass(classes: Map<string, ClassCount>, seen: ClassCount): void {
  const key = `${seen.name}\n${seen.shape}`
  const { count = 0, chosen = 0 } = classes.get(key) ?? {}
  classes.set(key, { ...seen, count: count + seen.count, chosen: chosen + seen.chosen })
}
