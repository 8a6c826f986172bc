import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { permissionBits } from '@mvm/protocol'
import { exitWithUsage } from '../command/exitWithUsage.ts'
import { readCount } from '../command/readCount.ts'
import { readOptions } from '../command/readOptions.ts'
import { listStateTests } from './listStateTests.ts'
import { runOneStep } from './oneStep/runOneStep.ts'
import type { SolidityPart } from './oneStep/StepChoice.ts'
import { type RunTotals, runInParallel } from './runInParallel.ts'

const usage = `Usage: pnpm conformance state-tests <folder> [options]
       pnpm conformance one-step <folder> [options]

Runs Ethereum's state tests through the executor, or step by step through the machine of fraud proofs, compared with
the executor. Ends with 1 if one fails.

  --filter <regular expression>  only cases whose name matches
  --every <n>                    only each n-th case
  --jobs <n>                     worker threads (default: as many as there are cores)
  --deny <opcode>                deny an opcode (0x55, 85 or SSTORE) to everybody, to see the suite notice it (state-tests)
  --solidity <part>              steps taken by L1 as well (one-step): all; classes, which is all of short traces,
                                 50 of each class and a random 1 %; or sample
`

const { values, positionals } = readOptions(usage, {
  filter: { type: 'string' },
  every: { type: 'string', default: '1' },
  jobs: { type: 'string', default: String(availableParallelism()) },
  deny: { type: 'string' },
  solidity: { type: 'string' },
})
const [command, folder, ...rest] = positionals
if (command !== 'state-tests' && command !== 'one-step') {
  exitWithUsage(usage, `there is no suite ${command ?? 'given: name one'}`)
}
if (folder === undefined || rest.length > 0) exitWithUsage(usage, 'give one folder')
if (!existsSync(folder) || listStateTests(folder).length === 0) {
  exitWithUsage(usage, `there are no state tests in ${folder}`)
}
const { filter, deny, solidity } = values
const selection = {
  folder,
  ...(filter === undefined ? {} : { filter: readPattern(filter) }),
  every: readCount(usage, 'every', values.every),
}
const jobs = readCount(usage, 'jobs', values.jobs)
const report = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const totals = await (command === 'one-step' ? stepThrough() : execute())
process.stdout.write(
  `${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`,
)
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0)

function execute(): Promise<RunTotals> {
  if (solidity !== undefined) exitWithUsage(usage, '--solidity belongs to one-step')
  const denied = deny === undefined ? {} : { deny: readOpcode(deny) }
  return runInParallel({ ...selection, ...denied }, jobs, report)
}

function stepThrough(): Promise<RunTotals> {
  if (deny !== undefined) exitWithUsage(usage, '--deny belongs to state-tests')
  return runOneStep({ ...selection, solidity: readPart(solidity) }, jobs, report)
}

function readPart(text: string | undefined): SolidityPart {
  if (text === undefined) return 'none'
  if (text === 'all' || text === 'classes' || text === 'sample') return text
  return exitWithUsage(usage, `--solidity takes all, classes or sample, not ${text}`)
}

function readPattern(text: string): string {
  try {
    return new RegExp(text).source
  } catch (error) {
    return exitWithUsage(usage, `--filter: ${(error as Error).message}`)
  }
}

function readOpcode(text: string): number {
  const [bit, ...others] = permissionBits(text.toUpperCase()) ?? []
  if (bit !== undefined && others.length === 0) return bit
  const number = /^(0x[0-9a-fA-F]+|\d+)$/.test(text) ? Number(text) : Number.NaN
  if (number <= 0xff) return number
  return exitWithUsage(usage, `--deny takes an opcode, such as 0x55 or SSTORE, not ${text}`)
}
