import type { Address, TransactionHash } from '@mvm/protocol'
import { asAddress } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { TransactionKeeper } from '../../src/committee/TransactionKeeper.ts'
import { TransactionRelay } from '../../src/committee/TransactionRelay.ts'
import { defaultPoolLimits } from '../../src/pool/PoolLimits.ts'
import type { AdmissionPort, ExaminedTransaction } from '../../src/port/AdmissionPort.ts'
import type { PendingTransactionPort } from '../../src/port/PendingTransactionPort.ts'
import { ModelClock } from '../model/ModelClock.ts'
import { chainId, examinedTransaction } from '../pool/examinedTransaction.ts'

const peer: Address = asAddress(`0x${'77'.repeat(20)}`)
const poolLimits = { ...defaultPoolLimits, maxTransactions: 10 }

/** What a node keeps, by hash, and a keeper of transactions that are given as they are examined. */
function keeperOf(all: readonly ExaminedTransaction[]) {
  const kept = new Map<TransactionHash, Uint8Array>()
  const pending: PendingTransactionPort = {
    save: async (hash, raw) => void kept.set(hash, raw),
    remove: async (hashes) => hashes.forEach((hash) => void kept.delete(hash)),
    all: async () => [...kept.values()],
  }
  const admission: AdmissionPort = {
    examine: async (raw) => all.find((one) => one.raw === raw) as ExaminedTransaction,
  }
  const network = { send: () => undefined, broadcast: () => undefined }
  const keeper = new TransactionKeeper({
    ...{ chainId, poolLimits, admission, pending, clock: new ModelClock(0) },
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
