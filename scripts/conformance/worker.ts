import { parentPort, workerData } from 'node:worker_threads'
import { listStateTests } from './listStateTests.ts'
import { readStateTests } from './readStateTests.ts'
import { runStateTest } from './runStateTest.ts'

/** Which cases to run, and how. */
export interface RunSelection {
  readonly folder: string
  readonly filter?: string
  readonly every: number
  readonly deny?: number
}

/** The results of one file. */
export interface RunMessage {
  readonly passed: number
  readonly skipped: number
  readonly failures: readonly { readonly name: string; readonly reason: string }[]
}

/** 4,294,967,295 rounds of BLAKE2 take the JavaScript of the precompile hours; no block has the gas for them. */
const TOO_LONG = /CALLBlake2f_MaxRounds/

const { folder, filter, every, deny, job, jobs } = workerData as RunSelection & {
  readonly job: number
  readonly jobs: number
}
const pattern = filter === undefined ? undefined : new RegExp(filter)
const mask = deny === undefined ? undefined : ((1n << 256n) - 1n) ^ (1n << BigInt(deny))
let index = 0
for (const [file, path] of listStateTests(folder).entries()) {
  const isOurs = file % jobs === job
  const failures: { name: string; reason: string }[] = []
  let passed = 0
  let skipped = 0
  for (const testCase of readStateTests(path)) {
    index += 1
    if (!isOurs) continue
    const isWanted = pattern === undefined || pattern.test(testCase.name)
    if (index % every !== 0 || !isWanted || TOO_LONG.test(testCase.name)) {
      skipped += 1
      continue
    }
    // So that it can be named if it is the last.
    parentPort?.postMessage(testCase.name)
    const verdict = await runStateTest(testCase, mask === undefined ? {} : { mask })
    if (verdict.status === 'passed') passed += 1
    else failures.push({ name: testCase.name, reason: verdict.reason })
  }
  parentPort?.postMessage({ passed, skipped, failures } satisfies RunMessage)
}
