import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { FinalityStatus } from '../../src/index.ts'
import { TestServer } from '../dac/TestServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
  server.dac.chain.mine({ transactions: [] })
})
afterAll(() => server[Symbol.asyncDispose]())

/** What L1 says of block 1, which is in this state batch, long after its window. */
function inStateBatch(stateBatchIndex: number): FinalityStatus {
  return {
    ...{ level: 'withdrawable', reasons: [], withdrawableInSeconds: 0, windowSeconds: 120 },
    batch: null,
    stateBatch: {
      ...{ stateBatchIndex, firstBlock: 1, rootCount: 1, appendedAtTimestamp: 1_700_000_000 },
      asserter: `0x${'b2'.repeat(20)}` as never,
    },
  }
}

// The dispute of the test's DAC is on state batch 5.
it.each([
  [4, 'withdrawable', '0x0', []],
  [5, 'finalized', null, ['It waits for dispute 3, about block 40 of state batch 5.']],
  [6, 'finalized', null, ['It waits for dispute 3, about block 40 of state batch 5.']],
] as const)(
  'a block of state batch %d is %s while a dispute on state batch 5 is open',
  async (index, level, withdrawableInSeconds, reasons) => {
    vi.spyOn(server.dac.rollup, 'finalityStatus').mockReturnValue(inStateBatch(index))
    expect(await server.result('mvm_finalityStatus', '0x1')).toMatchObject({
      level,
      withdrawableInSeconds,
      reasons,
    })
  },
)
