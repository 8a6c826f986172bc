import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { RECORDING } from '../evm/recordAnswers.ts'

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url))
/** Without the configuration of the whole repository, whose set-up is for other packages. */
const OPTIONS = [
  '--exclude=**/*.nightly.test.ts',
  '--hookTimeout=1200000',
  '--testTimeout=1200000',
] as const
const VITEST = fileURLToPath(new URL('./vitest.mjs', import.meta.resolve('vitest/package.json')))

/** Runs the package's tests in a process of their own, which leave in the folder what they ask of L1. */
export function recordSuite(folder: string): void {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [VITEST, 'run', '--root', PACKAGE, ...OPTIONS],
    { encoding: 'utf8', env: { ...Object.fromEntries(own), [RECORDING]: folder } },
  )
  if (status !== 0)
    throw new Error(`the suite fails as it is: ${stdout.slice(-4_000)}${stderr.slice(-4_000)}`)
}
