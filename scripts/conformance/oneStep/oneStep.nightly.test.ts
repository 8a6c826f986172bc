import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { hasFixture, unpackFixture } from '../unpackFixture.ts'
import { runOneStep } from './runOneStep.ts'

const FIXTURE = 'state-tests-osaka.tar.xz'
/** What no rollup has: 276 with blobs, 3 of more than 60 KiB. */
const SKIPPED = 279

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.runIf(hasFixture(FIXTURE))("Ethereum's state tests of Osaka, all of them", () => {
  it('take the same steps here, in the executor and on L1', { timeout: 14_400_000 }, async () => {
    using fixture = unpackFixture(FIXTURE)
    const lines: string[] = []
    const selection = { folder: fixture.folder, every: 1, solidity: 'classes' } as const
    const totals = await runOneStep(selection, availableParallelism(), (line) => lines.push(line))
    process.stderr.write(`${lines.filter((line) => !line.includes(' shapes, ')).join('\n')}\n`)
    expect(lines.filter((line) => line.startsWith('FAILED'))).toEqual([])
    expect(totals).toEqual({ passed: 7_900 - SKIPPED, failed: 0, skipped: SKIPPED })
  })
})
