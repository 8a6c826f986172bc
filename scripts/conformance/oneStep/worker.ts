import { parentPort, workerData } from 'node:worker_threads'
import { StepVerifier } from '../../../packages/fraud-proof/test/evm/StepVerifier.ts'
import { listStateTests } from '../listStateTests.ts'
import { readStateTests } from '../readStateTests.ts'
import type { RunSelection } from '../worker.ts'
import type { L1Costs } from './L1Costs.ts'
import { OneStepRunner, type OneStepVerdict } from './OneStepRunner.ts'
import type { ClassCount, SolidityPart } from './StepChoice.ts'

/** Which cases to step through, and how much of them through L1. */
export interface OneStepSelection extends Omit<RunSelection, 'deny'> {
  readonly solidity: SolidityPart
}

/** What becomes of a case, or what there is to say at the end. */
export type OneStepMessage =
  | { readonly type: 'case'; readonly name: string; readonly verdict: OneStepVerdict }
  | {
      readonly type: 'end'
      readonly steps: number
      readonly opcodes: number
      readonly costs: L1Costs
      readonly classes: readonly ClassCount[]
      /** Cases that are not selected. */
      readonly unselected: number
    }

const { folder, filter, every, solidity, job, jobs } = workerData as OneStepSelection & {
  readonly job: number
  readonly jobs: number
}
const pattern = filter === undefined ? undefined : new RegExp(filter)
const tell = (message: OneStepMessage | string): void => parentPort?.postMessage(message)
const verifier = solidity === 'none' ? null : await StepVerifier.start()
let running = ''
const runner = new OneStepRunner(solidity, verifier, () => tell(running))
let index = 0
let wanted = 0
let unselected = 0
for (const path of listStateTests(folder)) {
  for (const testCase of readStateTests(path)) {
    index += 1
    const isWanted = index % every === 0 && (pattern === undefined || pattern.test(testCase.name))
    if (!isWanted) {
      // Each thread sees all cases; one counts these.
      if (job === 0) unselected += 1
      continue
    }
    wanted += 1
    if (wanted % jobs !== job) continue
    running = testCase.name
    tell(running)
    tell({ type: 'case', name: testCase.name, verdict: await verdictOn(testCase) })
  }
}
await verifier?.stop()
const { steps, opcodes, costs, classes } = runner
tell({ type: 'end', steps, opcodes, costs, classes, unselected })

async function verdictOn(testCase: Parameters<OneStepRunner['run']>[0]): Promise<OneStepVerdict> {
  try {
    return await runner.run(testCase)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { status: 'failed', reason: `it cannot be run: ${error.stack}` }
  }
}
