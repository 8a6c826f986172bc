import { asHash, keccak256Hex, type TransactionHash } from '@mvm/protocol'
import { describe, expect, it, vi } from 'vitest'
import type { PoolTransaction } from '../../src/index.ts'
import { LevelStore } from '../../src/store/LevelStore.ts'
import { openUnit } from '../chain/openUnit.ts'
import { tempFolder } from '../chain/tempFolder.ts'

function transaction(n: number): PoolTransaction {
  const raw = Uint8Array.of(n >> 8, n & 255)
  return { hash: asHash<TransactionHash>(keccak256Hex(raw)), raw }
}

describe('the durable pool', () => {
  it('keeps transactions in the order of their arrival, over restarts', async () => {
    const folder = await tempFolder()
    let unit = await openUnit(folder)
    const all = Array.from({ length: 30 }, (_, n) => transaction(n))
    for (const [n, each] of all.entries()) {
      await unit.putPoolTransactions([each])
      if (n % 10 === 9) {
        await unit.close()
        unit = await openUnit(folder)
      }
    }
    expect(await unit.poolTransactions()).toEqual(all)
  })

  it('keeps the order when the clock goes back', async () => {
    const folder = await tempFolder()
    const first = await openUnit(folder)
    await first.putPoolTransactions([transaction(1)])
    await first.close()
    const clock = vi.spyOn(Date, 'now').mockReturnValue(1_000_000)
    try {
      const again = await openUnit(folder)
      await again.putPoolTransactions([transaction(2)])
      await again.commit({ pool: { put: [transaction(3)] } })
      expect(await again.poolTransactions()).toEqual([1, 2, 3].map(transaction))
    } finally {
      clock.mockRestore()
    }
  })

  it('lets transactions go by themselves and with a commit', async () => {
    const unit = await openUnit()
    await unit.putPoolTransactions([1, 2, 3, 4, 5].map(transaction))
    await unit.removePoolTransactions([transaction(2).hash, transaction(99).hash])
    await unit.commit({ pool: { put: [transaction(6)], remove: [transaction(4).hash] } })
    expect(await unit.poolTransactions()).toEqual([1, 3, 5, 6].map(transaction))
  })

  it('writes the transactions of callers that come together in few writes', async () => {
    const unit = await openUnit()
    const write = vi.spyOn(LevelStore.prototype, 'write')
    try {
      await Promise.all(
        Array.from({ length: 200 }, (_, n) => unit.putPoolTransactions([transaction(n)])),
      )
      expect(write.mock.calls.length).toBeLessThanOrEqual(3)
    } finally {
      write.mockRestore()
    }
    expect(await unit.poolTransactions()).toHaveLength(200)
  })

  it('refuses one caller without harm to the others in the same write', async () => {
    const unit = await openUnit()
    const bad = { hash: asHash<TransactionHash>('0x12'), raw: new Uint8Array() }
    const results = await Promise.allSettled([
      unit.putPoolTransactions([transaction(1)]),
      unit.putPoolTransactions([bad]),
      unit.putPoolTransactions([transaction(2)]),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await unit.poolTransactions()).toEqual([1, 2].map(transaction))
  })

  it('keeps the order of a put, a commit and a removal that were not awaited', async () => {
    const unit = await openUnit()
    await Promise.all([
      unit.putPoolTransactions([transaction(1)]),
      unit.commit({ pool: { remove: [transaction(1).hash] } }),
      unit.putPoolTransactions([transaction(2)]),
      unit.removePoolTransactions([transaction(2).hash]),
    ])
    expect(await unit.poolTransactions()).toEqual([])
  })
})
