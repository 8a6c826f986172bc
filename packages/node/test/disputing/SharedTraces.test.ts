import { StaleTraceError, type StateHash } from '@mvm/fraud-proof'
import type { Dispute } from '@mvm/l1'
import type { Hex } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { SharedTraces } from '../../src/disputing/SharedTraces.ts'

const { signal } = new AbortController()
const word = (byte: string) => `0x${byte.repeat(32)}` as Hex
const dispute = { disputeId: 3, chainId: 7, blockNumber: 5, agreedRoot: word('01') } as Dispute

/** Traces that tell what becomes of them. */
function traces() {
  const told: string[] = []
  const shared = new SharedTraces(async ({ agreedRoot }) => {
    told.push(`open ${agreedRoot.slice(2, 4)}`)
    return {
      hashesAt: () => Promise.reject(new Error('nobody asks')),
      proofAt: () => Promise.reject(new Error('nobody asks')),
      close: async () => void told.push(`close ${agreedRoot.slice(2, 4)}`),
    }
  })
  return { told, shared }
}

test('games about a block have one trace, whatever is claimed of it, and on another beginning another', async () => {
  const { told, shared } = traces()
  const gate = Promise.withResolvers<void>()
  const games = [
    dispute,
    { ...dispute, disputeId: 4, claimedRoot: word('0c') as Dispute['claimedRoot'] },
    { ...dispute, disputeId: 5, agreedRoot: word('02') as Dispute['agreedRoot'] },
  ].map((game) => shared.use(game, signal, () => gate.promise))
  await expect.poll(() => told).toEqual(['open 01', 'open 02'])
  gate.resolve()
  await Promise.all(games)
  expect(told.slice(2).toSorted()).toEqual(['close 01', 'close 02'])
})

test('who ends without a trace does not wait for it, and gives it up', async () => {
  const given = Promise.withResolvers<AbortSignal>()
  const shared = new SharedTraces((_, opening) => {
    given.resolve(opening)
    return new Promise((__, reject) => {
      opening.addEventListener('abort', () => reject(opening.reason))
    })
  })
  expect(await shared.use(dispute, signal, async () => 1)).toBe(1)
  expect((await given.promise).aborted).toBe(true)
})

test('who cannot have a trace is told when it asks, and whoever comes next gets another one', async () => {
  let tries = 0
  const shared = new SharedTraces(async () => {
    if (tries++ === 0) throw new Error('not yet')
    return { hashesAt: async () => [], proofAt: async () => never(), close: async () => undefined }
  })
  const never = () => Promise.reject(new Error('nobody asks'))
  const ask = () => shared.use(dispute, signal, (trace) => trace.hashesAt([0]))
  await expect(ask()).rejects.toThrow('not yet')
  expect(await ask()).toEqual([])
})

test('a stale trace is made again for who comes next, also while others still use it', async () => {
  const { told, shared } = traces()
  const gate = Promise.withResolvers<void>()
  const other = shared.use({ ...dispute, disputeId: 4 }, signal, () => gate.promise)
  const stale = shared.use(dispute, signal, () =>
    Promise.reject(
      new StaleTraceError({
        position: 0,
        startHash: word('0a') as unknown as StateHash,
        ownHash: word('0b') as unknown as StateHash,
      }),
    ),
  )
  await expect(stale).rejects.toThrow(StaleTraceError)
  expect(told).toEqual(['open 01'])
  expect(await shared.use(dispute, signal, async () => 1)).toBe(1)
  expect(told).toEqual(['open 01', 'open 01', 'close 01'])
  gate.resolve()
  await other
  expect(told).toEqual(['open 01', 'open 01', 'close 01', 'close 01'])
})
