import { TraceTooLargeError } from '@mvm/fraud-proof'
import { asHash, type BatchHash, genesisHeader, hashBlockHeader } from '@mvm/protocol'
import { defaultRpcLimits, type SealedHeader } from '@mvm/rpc'
import type { StorageUnit } from '@mvm/storage'
import { expect, it } from 'vitest'
import type { StepTraces } from '../../src/disputing/StepTraces.ts'
import { ThreadedStepPort } from '../../src/rpc/ThreadedStepPort.ts'
import { flattenError } from '../../src/worker/flattenError.ts'
import { reviveError } from '../../src/worker/reviveError.ts'

const { signal } = new AbortController()
const header = { ...genesisHeader(7), number: 5 }
const block = { header, hash: hashBlockHeader(header) } as unknown as SealedHeader
const inBatch = (byte: string) => ({
  earliestBlock: () => 0,
  batchOfBlock: () =>
    ({ batchHash: asHash<BatchHash>(`0x${byte.repeat(32)}`) }) as ReturnType<
      StorageUnit['batchOfBlock']
    >,
})
const neverAsked = () => Promise.reject(new Error('nobody opens a trace'))

it('refuses with the limit when a trace takes more memory than it may', async () => {
  const thrown = reviveError(flattenError(new TraceTooLargeError({ maxBytes: 1 })))
  const traces = { ask: () => Promise.reject(thrown) } as unknown as StepTraces
  const port = new ThreadedStepPort(7, traces, neverAsked, inBatch('01'))
  await expect(port.states(block, 0, 1, signal)).rejects.toThrow(
    expect.objectContaining({
      code: 'LIMIT_EXCEEDED',
      data: { limit: 'stepTraceBytes', allowed: defaultRpcLimits.stepTraceBytes },
    }),
  )
})

it('asks for another trace of the same block when it is in another batch', async () => {
  const names: string[] = []
  const traces = {
    ask: async (name: string) => {
      names.push(name)
      return []
    },
  } as unknown as StepTraces
  for (const byte of ['01', '02', '01']) {
    await new ThreadedStepPort(7, traces, neverAsked, inBatch(byte)).states(block, 0, 1, signal)
  }
  expect(new Set(names).size).toBe(2)
})
