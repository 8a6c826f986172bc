import { type Address, BASE_FEE_FLOOR, type TransactionHash } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PooledTransaction } from '../../src/pool/PooledTransaction.ts'
import type { PoolLimits } from '../../src/pool/PoolLimits.ts'
import { TransactionPool } from '../../src/pool/TransactionPool.ts'
import type { AccountState } from '../../src/port/AccountState.ts'
import type { ExaminedTransaction } from '../../src/port/AdmissionPort.ts'
import { accountAddress, chainId, examinedTransaction } from './examinedTransaction.ts'

/** Small enough that every limit is met all the time. */
const limits: PoolLimits = {
  maxTransactions: 12,
  maxBytes: 3_000,
  maxPendingPerAccount: 5,
  maxQueuedPerAccount: 3,
  queuedLifetimeMs: 50,
}

const signers = 4

/** What the pool should hold, kept in the most obvious way: a list. */
interface Entry {
  readonly examined: ExaminedTransaction
  readonly tip: bigint
  readonly maxFee: bigint
  readonly addedAtMs: number
  readonly order: number
  readonly isOrphan: boolean
}

class Model {
  entries: Entry[] = []
  readonly chain: AccountState[] = Array.from({ length: signers }, () => ({
    nonce: 0n,
    balance: 5n * 10n ** 14n,
  }))
  /** Blocks that may still be abandoned. */
  blocks: ExaminedTransaction[][] = []
  nowMs = 0
  order = 1

  of(signer: number): Entry[] {
    return this.entries
      .filter(({ examined }) => examined.transaction.signer === accountAddress(signer))
      .sort((a, b) => (nonceOf(a) < nonceOf(b) ? -1 : 1))
  }

  pendingOf(signer: number): Entry[] {
    const all = this.of(signer)
    const { nonce } = this.chain[signer] as AccountState
    return all.filter((entry, i) => nonceOf(entry) === nonce + BigInt(i))
  }

  get byteCount(): number {
    return this.entries.reduce((sum, { examined }) => sum + examined.raw.length, 0)
  }

  accounts(): Map<Address, AccountState> {
    return new Map(this.chain.map((state, i) => [accountAddress(i), state]))
  }

  drop(hashes: readonly TransactionHash[]): void {
    this.entries = this.entries.filter(
      ({ examined }) => !hashes.includes(examined.transaction.hash),
    )
  }
}

function nonceOf({ examined }: Entry): bigint {
  return examined.transaction.nonce
}

function hashesOf(pooled: readonly { readonly pooled: PooledTransaction }[]): TransactionHash[] {
  return pooled.map(({ pooled: { transaction } }) => transaction.hash)
}

/** The whole pool against the model, and what must hold whatever happened. */
function expectAgreement(pool: TransactionPool, model: Model): void {
  const content = pool.content()
  for (let signer = 0; signer < signers; signer++) {
    const address = accountAddress(signer)
    const pending = model.pendingOf(signer)
    const queued = model.of(signer).slice(pending.length)
    const hashes = (list: readonly PooledTransaction[] | undefined) =>
      (list ?? []).map(({ transaction }) => transaction.hash)
    expect(hashes(content.pending.get(address))).toEqual(
      pending.map(({ examined }) => examined.transaction.hash),
    )
    expect(hashes(content.queued.get(address))).toEqual(
      queued.map(({ examined }) => examined.transaction.hash),
    )
    const next = (model.chain[signer] as AccountState).nonce + BigInt(pending.length)
    expect(pool.pendingNonce(address)).toBe(pending.length === 0 ? undefined : next)
  }
  const pendingCount = [...content.pending.values()].reduce((sum, list) => sum + list.length, 0)
  expect(pool.status()).toEqual({
    pending: pendingCount,
    queued: model.entries.length - pendingCount,
  })
  expect(pool.byteCount).toBe(model.byteCount)
  const others = model.entries.filter(({ isOrphan }) => !isOrphan)
  if (others.length > 0) {
    expect(model.entries.length).toBeLessThanOrEqual(limits.maxTransactions)
    expect(model.byteCount).toBeLessThanOrEqual(limits.maxBytes)
  }
}

/** The order in which the model would seal: again and again the best of what may come next. */
function bestOf(model: Model, baseFee: bigint): TransactionHash[] {
  const order: TransactionHash[] = []
  const position = new Array<number>(signers).fill(0)
  const blocked = new Set<number>()
  const rank = (entry: Entry): [number, bigint, number] => {
    if (entry.isOrphan) return [0, 0n, entry.order]
    const left = entry.maxFee - baseFee
    if (left < entry.tip) return [1, -left, entry.order]
    return [1, -entry.tip, entry.order]
  }
  for (;;) {
    let best: { signer: number; entry: Entry } | undefined
    for (let signer = 0; signer < signers; signer++) {
      const entry = model.pendingOf(signer)[position[signer] as number]
      if (entry === undefined || blocked.has(signer)) continue
      if (entry.maxFee < baseFee) {
        blocked.add(signer)
        continue
      }
      if (best === undefined || precedes(rank(entry), rank(best.entry))) best = { signer, entry }
    }
    if (best === undefined) return order
    order.push(best.entry.examined.transaction.hash)
    position[best.signer] = (position[best.signer] as number) + 1
  }
}

function precedes(a: [number, bigint, number], b: [number, bigint, number]): boolean {
  if (a[0] !== b[0]) return a[0] < b[0]
  if (a[1] !== b[1]) return a[1] < b[1]
  return a[2] < b[2]
}

interface Step {
  readonly kind: 'add' | 'block' | 'reorg' | 'wait'
  readonly signer: number
  /** Distance of the nonce from the account's. */
  readonly nonceOffset: number
  readonly tip: number
  readonly headroom: number
  readonly dataSize: number
  readonly count: number
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constant('add' as const) },
    { weight: 3, arbitrary: fc.constant('block' as const) },
    { weight: 1, arbitrary: fc.constant('reorg' as const) },
    { weight: 1, arbitrary: fc.constant('wait' as const) },
  ),
  signer: fc.nat(signers - 1),
  nonceOffset: fc.integer({ min: -1, max: 6 }),
  tip: fc.nat(20),
  headroom: fc.nat(3),
  dataSize: fc.constantFrom(0, 0, 50, 400, 900),
  count: fc.nat(6),
})

function applyAdd(pool: TransactionPool, model: Model, choice: Step): void {
  const state = model.chain[choice.signer] as AccountState
  const nonce = Number(state.nonce) + choice.nonceOffset
  if (nonce < 0) return
  const tip = BigInt(choice.tip)
  const maxFee = BASE_FEE_FLOOR + tip + BigInt(choice.headroom * 1_000_000)
  const examined = examinedTransaction({
    signer: choice.signer,
    nonce,
    maxFeePerGas: maxFee,
    maxPriorityFeePerGas: tip,
    dataSize: choice.dataSize,
    accountNonce: Number(state.nonce),
    balance: state.balance,
  })
  const before = model.entries
  const sameNonce = model.of(choice.signer).find((entry) => nonceOf(entry) === BigInt(nonce))
  const outcome = pool.add(examined, { nowMs: model.nowMs })
  if (outcome.kind === 'rejected') {
    expect(outcome.removals).toEqual([])
    expectReasonFor(outcome.error.code, model, choice, examined, sameNonce)
    return
  }
  const removed = hashesOf(outcome.removals)
  expect(new Set(removed).size).toBe(removed.length)
  expect(outcome.kind).toBe(sameNonce === undefined ? 'accepted' : 'replaced')
  if (sameNonce === undefined) {
    const pendingCount = model.pendingOf(choice.signer).length
    const isNext = BigInt(nonce) <= state.nonce + BigInt(pendingCount)
    const queuedCount = model.of(choice.signer).length - pendingCount
    if (isNext) expect(pendingCount).toBeLessThan(limits.maxPendingPerAccount)
    else expect(queuedCount).toBeLessThan(limits.maxQueuedPerAccount)
  }
  model.drop(removed)
  expect(model.entries.length).toBe(before.length - removed.length)
  const entry: Entry = {
    examined,
    tip,
    maxFee,
    addedAtMs: model.nowMs,
    order: model.order++,
    isOrphan: false,
  }
  model.entries.push(entry)
  for (const { pooled, reason } of outcome.removals) {
    if (reason === 'replaced') continue
    expect(reason).toBe('evicted')
    expect(pooled.orphanOfBlock).toBeUndefined()
    // Whatever stays of the same account came before what went.
    const rest = model.entries.filter(
      ({ examined }) => examined.transaction.signer === pooled.transaction.signer,
    )
    expect(rest.every((other) => nonceOf(other) < pooled.transaction.nonce)).toBe(true)
  }
}

function expectReasonFor(
  code: string,
  model: Model,
  choice: Step,
  examined: ExaminedTransaction,
  sameNonce: Entry | undefined,
): void {
  const state = model.chain[choice.signer] as AccountState
  const all = model.of(choice.signer)
  const pending = model.pendingOf(choice.signer)
  const isNext = examined.transaction.nonce <= state.nonce + BigInt(pending.length)
  if (code === 'NONCE_TOO_LOW') expect(choice.nonceOffset).toBeLessThan(0)
  else if (code === 'ALREADY_KNOWN') {
    expect(sameNonce?.examined.transaction.hash).toBe(examined.transaction.hash)
  } else if (code === 'REPLACEMENT_UNDERPRICED') expect(sameNonce).toBeDefined()
  else if (code === 'ACCOUNT_LIMIT') {
    expect(sameNonce).toBeUndefined()
    if (isNext) expect(pending.length).toBeGreaterThanOrEqual(limits.maxPendingPerAccount)
    else expect(all.length - pending.length).toBeGreaterThanOrEqual(limits.maxQueuedPerAccount)
  } else if (code === 'INSUFFICIENT_FUNDS') {
    const cost = (entry: ExaminedTransaction) =>
      entry.transaction.gasLimit * (entry.transaction as { maxFeePerGas: bigint }).maxFeePerGas
    const others = all.filter((entry) => entry !== sameNonce)
    const sum = others.reduce((total, entry) => total + cost(entry.examined), cost(examined))
    expect(sum).toBeGreaterThan(state.balance)
  } else {
    expect(code).toBe('POOL_FULL')
    const bytes = model.byteCount - (sameNonce?.examined.raw.length ?? 0) + examined.raw.length
    expect(
      (sameNonce === undefined && model.entries.length >= limits.maxTransactions) ||
        bytes > limits.maxBytes,
    ).toBe(true)
  }
}

function applyBlock(pool: TransactionPool, model: Model, count: number): void {
  const best = pool.best(BASE_FEE_FLOOR)
  const block: ExaminedTransaction[] = []
  while (block.length < count) {
    const next = best.next()
    if (next === undefined) break
    const entry = model.entries.find(
      ({ examined }) => examined.transaction.hash === next.transaction.hash,
    )
    block.push((entry as Entry).examined)
  }
  for (const { transaction } of block) {
    const signer = model.chain.findIndex((_, i) => accountAddress(i) === transaction.signer)
    const state = model.chain[signer] as AccountState
    expect(transaction.nonce).toBe(state.nonce)
    model.chain[signer] = { nonce: state.nonce + 1n, balance: state.balance }
  }
  const included = block.map(({ transaction }) => transaction.hash)
  const accounts = new Map(
    [...model.accounts()].filter(([address]) =>
      block.some(({ transaction }) => transaction.signer === address),
    ),
  )
  expect(pool.onBlock({ included, skipped: [], accounts })).toEqual([])
  model.drop(included)
  model.blocks.push(block)
}

function applyReorg(pool: TransactionPool, model: Model, depth: number): void {
  const abandoned = model.blocks.splice(Math.max(0, model.blocks.length - depth))
  const first = model.blocks.length
  const orphans = abandoned.flatMap((block, i) =>
    block.map((examined) => ({ examined, blockNumber: first + i })),
  )
  for (const { examined } of orphans) {
    const signer = model.chain.findIndex(
      (_, i) => accountAddress(i) === examined.transaction.signer,
    )
    const state = model.chain[signer] as AccountState
    model.chain[signer] = { nonce: state.nonce - 1n, balance: state.balance }
  }
  const removals = pool.onReorg(orphans, model.accounts(), model.nowMs)
  for (const { reason } of removals) expect(reason).toBe('evicted')
  model.drop(hashesOf(removals))
  const lowest = Math.min(0, ...model.entries.map(({ order }) => order)) - orphans.length
  const returned = orphans.map(({ examined }, i) => {
    const { maxFeePerGas, maxPriorityFeePerGas } = examined.transaction as {
      readonly maxFeePerGas: bigint
      readonly maxPriorityFeePerGas: bigint
    }
    return {
      examined,
      tip: maxPriorityFeePerGas,
      maxFee: maxFeePerGas,
      addedAtMs: model.nowMs,
      order: lowest + i,
      isOrphan: true,
    }
  })
  model.entries.push(...returned)
}

function applyWait(pool: TransactionPool, model: Model): void {
  model.nowMs += 30
  const expected = new Set<TransactionHash>()
  for (let signer = 0; signer < signers; signer++) {
    for (const entry of model.of(signer).slice(model.pendingOf(signer).length)) {
      if (model.nowMs - entry.addedAtMs >= limits.queuedLifetimeMs && !entry.isOrphan) {
        expected.add(entry.examined.transaction.hash)
      }
    }
  }
  const expired = hashesOf(pool.expire(model.nowMs))
  expect(new Set(expired)).toEqual(expected)
  model.drop(expired)
}

test('the pool agrees with a plain list after any sequence of additions, blocks and reorgs', () => {
  let evictions = 0
  let replacements = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 120 }), (steps) => {
      const pool = new TransactionPool({
        chainId,
        limits,
        prices: { l1BaseFeePerGas: 0n, feeScalar: 0n },
      })
      const model = new Model()
      for (const choice of steps) {
        const sizeBefore = model.entries.length
        if (choice.kind === 'add') applyAdd(pool, model, choice)
        else if (choice.kind === 'block') applyBlock(pool, model, choice.count)
        else if (choice.kind === 'reorg') applyReorg(pool, model, choice.count)
        else applyWait(pool, model)
        if (choice.kind === 'add' && model.entries.length < sizeBefore) evictions++
        if (choice.kind === 'add' && model.entries.length === sizeBefore) replacements++
        expectAgreement(pool, model)
        const baseFee = BASE_FEE_FLOOR + BigInt(choice.headroom * 500_000)
        const best = pool.best(baseFee)
        const order: TransactionHash[] = []
        for (let next = best.next(); next !== undefined; next = best.next()) {
          order.push(next.transaction.hash)
        }
        expect(order).toEqual(bestOf(model, baseFee))
      }
    }),
    { seed: 20_261_120, numRuns: 80 },
  )
  // Guards the test itself: the small limits must have been met.
  expect(evictions).toBeGreaterThan(25)
  expect(replacements).toBeGreaterThan(25)
})
