import type { Address, TransactionHash } from '@mvm/protocol'
import { asAddress } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { TransactionKeeper } from '../../../src/committee/relay/TransactionKeeper.ts'
import { TransactionRelay } from '../../../src/committee/relay/TransactionRelay.ts'
import { defaultPoolLimits, type PoolLimits } from '../../../src/pool/PoolLimits.ts'
import type { AdmissionPort, ExaminedTransaction } from '../../../src/port/AdmissionPort.ts'
import type { PendingTransactionPort } from '../../../src/port/PendingTransactionPort.ts'
import { ModelClock } from '../../model/ModelClock.ts'
import { chainId, examinedTransaction } from '../../pool/examinedTransaction.ts'

const peer: Address = asAddress(`0x${'77'.repeat(20)}`)

/** What a node keeps, by hash, and a keeper of transactions that are given as they are examined. */
function keeperOf(
  all: readonly ExaminedTransaction[],
  limits: Partial<PoolLimits> = { maxTransactions: 10 },
) {
  const byBytes = new Map(all.map((one) => [one.raw, one]))
  const kept = new Map<TransactionHash, Uint8Array>()
  const pending: PendingTransactionPort = {
    save: async (hash, raw) => void kept.set(hash, raw),
    remove: async (hashes) => hashes.forEach((hash) => void kept.delete(hash)),
    all: async () => [...kept.values()],
  }
  const admission: AdmissionPort = {
    examine: async (raw) => byBytes.get(raw) as ExaminedTransaction,
  }
  const network = { send: () => undefined, broadcast: () => undefined }
  const keeper = new TransactionKeeper({
    ...{ chainId, admission, pending, poolLimits: { ...defaultPoolLimits, ...limits } },
    ...{ clock: new ModelClock(0) },
    relay: new TransactionRelay(network, pending),
    isIncluded: async () => false,
    onUnjudged: (error) => {
      throw error
    },
  })
  return { keeper, kept }
}

test('of more than others can have acknowledged, what can be paid is kept', async () => {
  const paid = Array.from({ length: 40 }, (_, signer) => examinedTransaction({ signer }))
  const unpaid = Array.from({ length: 100 }, (_, i) =>
    examinedTransaction({
      ...{ signer: 40 + i, value: 1n, balance: 0n, maxPriorityFeePerGas: 900_000_000n },
    }),
  )
  const { keeper, kept } = keeperOf([...paid, ...unpaid])
  await keeper.keep(
    peer,
    [...paid, ...unpaid].map(({ raw }) => raw),
  )
  expect(kept.size).toBe(140)
  await keeper.forgetUsed()
  expect(new Set(kept.keys())).toEqual(new Set(paid.map(({ transaction }) => transaction.hash)))
})

test('whatever may get into a block is kept while there is room, whether it can be paid yet or not', async () => {
  const all = [
    examinedTransaction({ signer: 1, value: 1n, balance: 0n }),
    examinedTransaction({ signer: 2, nonce: 7 }),
    examinedTransaction({ signer: 3, nonce: 4, accountNonce: 5 }),
  ]
  const { keeper, kept } = keeperOf(all)
  await keeper.keep(
    peer,
    all.map(({ raw }) => raw),
  )
  await keeper.forgetUsed()
  expect([...kept.values()]).toEqual(all.slice(0, 2).map(({ raw }) => raw))
})

test('however many come at once, everything else has its turn in between, and what is too much is lost', async () => {
  const all = Array.from({ length: 9_000 }, (_, nonce) => examinedTransaction({ nonce }))
  const { keeper, kept } = keeperOf(all, { maxTransactions: 10_000 })
  let turns = 0
  let isOver = false
  const turn = () => {
    turns++
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  const messages = Array.from({ length: 90 }, (_, i) => all.slice(100 * i, 100 * (i + 1)))
  const taken = await Promise.all(
    messages.map((message) =>
      keeper.keep(
        peer,
        message.map(({ raw }) => raw),
      ),
    ),
  )
  isOver = true
  expect(taken.filter(({ length }) => length > 0)).toHaveLength(81)
  expect(kept.size).toBe(8_100)
  expect(turns).toBeGreaterThan(60)
  // What was lost is sent again.
  expect(
    await keeper.keep(
      peer,
      all.slice(8_100).map(({ raw }) => raw),
    ),
  ).toHaveLength(900)
})
