import type { CharterDenial } from '@mvm/protocol'
import { BASE_FEE_FLOOR, predeploys } from '@mvm/protocol'
import { describe, expect, test } from 'vitest'
import type { PooledTransaction } from '../../src/pool/PooledTransaction.ts'
import { defaultPoolLimits, type PoolLimits } from '../../src/pool/PoolLimits.ts'
import { TransactionPool } from '../../src/pool/TransactionPool.ts'
import type { ExaminedTransaction } from '../../src/port/AdmissionPort.ts'
import {
  accountAddress,
  chainId,
  examinedTransaction,
  type TransactionChoice,
} from './examinedTransaction.ts'

function newPool(limits: Partial<PoolLimits> = {}): TransactionPool {
  return new TransactionPool({
    chainId,
    limits: { ...defaultPoolLimits, ...limits },
    prices: { l1BaseFeePerGas: 0n, feeScalar: 0n },
  })
}

function add(pool: TransactionPool, choice: TransactionChoice = {}, nowMs = 0) {
  return pool.add(examinedTransaction(choice), { nowMs })
}

function code(outcome: ReturnType<TransactionPool['add']>): string {
  return outcome.kind === 'rejected' ? outcome.error.code : outcome.kind
}

function inOrder(pool: TransactionPool, baseFeePerGas = BASE_FEE_FLOOR): string[] {
  const best = pool.best(baseFeePerGas)
  const names: string[] = []
  for (let next = best.next(); next !== undefined; next = best.next()) names.push(name(next))
  return names
}

function name({ transaction }: PooledTransaction): string {
  return `${Number.parseInt(transaction.signer.slice(-2), 16)}:${transaction.nonce}`
}

function changed(
  examined: ExaminedTransaction,
  change: Partial<ExaminedTransaction['transaction']>,
): ExaminedTransaction {
  return {
    ...examined,
    transaction: { ...examined.transaction, ...change } as ExaminedTransaction['transaction'],
  }
}

describe('what the pool refuses', () => {
  const refusalOf = (examined: ExaminedTransaction) => code(newPool().add(examined, { nowMs: 0 }))

  test('a transaction of another chain', () => {
    expect(refusalOf(changed(examinedTransaction(), { chainId: chainId + 1 }))).toBe('WRONG_CHAIN')
  })

  test('an encoding above 60 KiB, and not one of exactly 60 KiB', () => {
    const funded = examinedTransaction({ gasLimit: 2n ** 24n })
    expect(refusalOf(changed(funded, { size: 61_441 }))).toBe('SIZE')
    expect(refusalOf(changed(funded, { size: 61_440 }))).toBe('accepted')
  })

  test('a gas limit above 2^24, and not one of exactly 2^24', () => {
    expect(refusalOf(examinedTransaction({ gasLimit: 2n ** 24n + 1n }))).toBe('GAS_LIMIT')
    expect(refusalOf(examinedTransaction({ gasLimit: 2n ** 24n }))).toBe('accepted')
  })

  test('a gas limit below the intrinsic gas or below the calldata floor', () => {
    expect(refusalOf(examinedTransaction({ gasLimit: 20_999n }))).toBe('INTRINSIC_GAS')
    expect(refusalOf(examinedTransaction({ dataSize: 100, gasLimit: 21_999n }))).toBe('FLOOR_GAS')
    expect(refusalOf(examinedTransaction({ dataSize: 100, gasLimit: 22_000n }))).toBe('accepted')
  })

  test('init code above 49,152 bytes', () => {
    const creation = changed(examinedTransaction({ dataSize: 49_153, gasLimit: 2n ** 24n }), {
      to: null,
    })
    expect(refusalOf(creation)).toBe('INITCODE_SIZE')
  })

  test('a tip above the maximum fee, and a maximum fee below the floor', () => {
    expect(refusalOf(examinedTransaction({ maxPriorityFeePerGas: 10n ** 10n }))).toBe(
      'TIP_ABOVE_FEE_CAP',
    )
    expect(
      refusalOf(examinedTransaction({ maxFeePerGas: 999_999n, maxPriorityFeePerGas: 0n })),
    ).toBe('UNDERPRICED')
    expect(
      refusalOf(examinedTransaction({ maxFeePerGas: 1_000_000n, maxPriorityFeePerGas: 0n })),
    ).toBe('accepted')
  })

  test('a transaction to the IPFS resolver', () => {
    expect(refusalOf(changed(examinedTransaction(), { to: predeploys.ipfsResolver }))).toBe(
      'RESOLVER_ADDRESS',
    )
  })

  test('a signer whom the charter denies SUBMIT, with the denial for the RPC', () => {
    const submitDenial: CharterDenial = {
      signer: accountAddress(0),
      opcode: 0xfe,
      self: accountAddress(0),
      depth: 0,
    }
    const outcome = newPool().add({ ...examinedTransaction(), submitDenial }, { nowMs: 0 })
    expect(outcome).toMatchObject({
      kind: 'rejected',
      error: { code: 'CHARTER_DENIED', rpcCode: -32050, denial: submitDenial },
    })
  })

  test('a signer with code', () => {
    expect(refusalOf({ ...examinedTransaction(), signerCode: 'contract' })).toBe('SENDER_HAS_CODE')
  })

  test('a used nonce and a transaction that it has', () => {
    expect(refusalOf(examinedTransaction({ nonce: 4, accountNonce: 5 }))).toBe('NONCE_TOO_LOW')
    const pool = newPool()
    add(pool)
    expect(code(add(pool))).toBe('ALREADY_KNOWN')
  })

  test('a transaction whose L1 fee and tax push it one wei above the balance', () => {
    const pool = newPool()
    pool.setPrices({ l1BaseFeePerGas: 7n, feeScalar: 10n ** 8n })
    const choice = { value: 1_000n, tax: 33n }
    const { size } = examinedTransaction(choice).transaction
    const cost = 21_000n * 1_000_000_000n + 1_000n + 33n + BigInt(size) * 40n * 7n * 100n
    expect(code(add(pool, { ...choice, balance: cost - 1n }))).toBe('INSUFFICIENT_FUNDS')
    expect(code(add(pool, { ...choice, balance: cost }))).toBe('accepted')
  })

  test('a transaction that its account cannot pay beside its others', () => {
    const pool = newPool()
    const balance = 2n * 21_000n * 1_000_000_000n
    expect(code(add(pool, { nonce: 0, balance }))).toBe('accepted')
    expect(code(add(pool, { nonce: 1, balance }))).toBe('accepted')
    expect(code(add(pool, { nonce: 2, balance }))).toBe('INSUFFICIENT_FUNDS')
  })

  test('more transactions behind a nonce gap than one account may have', () => {
    const pool = newPool({ maxQueuedPerAccount: 2, maxPendingPerAccount: 1 })
    expect(code(add(pool, { nonce: 2 }))).toBe('accepted')
    expect(code(add(pool, { nonce: 3 }))).toBe('accepted')
    expect(code(add(pool, { nonce: 4 }))).toBe('ACCOUNT_LIMIT')
    expect(code(add(pool, { nonce: 0 }))).toBe('accepted')
    expect(code(add(pool, { nonce: 1 }))).toBe('ACCOUNT_LIMIT')
  })

  test('all but the next transaction of an account that has delegated', () => {
    const pool = newPool()
    const addDelegated = (choice: TransactionChoice) => {
      const examined = { ...examinedTransaction(choice), signerCode: 'delegation' as const }
      return code(pool.add(examined, { nowMs: 0 }))
    }
    expect(addDelegated({ nonce: 6, accountNonce: 5 })).toBe('DELEGATION_LIMIT')
    expect(addDelegated({ nonce: 5, accountNonce: 5 })).toBe('accepted')
    expect(addDelegated({ nonce: 6, accountNonce: 5 })).toBe('DELEGATION_LIMIT')
    const fees = { maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 2_000_000n }
    expect(addDelegated({ nonce: 5, accountNonce: 5, ...fees })).toBe('replaced')
  })
})

describe('replacing a transaction', () => {
  test('takes 10 % more of both fees, rounded up', () => {
    const pool = newPool()
    add(pool, { maxFeePerGas: 1_000_000_001n, maxPriorityFeePerGas: 10n })
    const replace = (maxFeePerGas: bigint, maxPriorityFeePerGas: bigint) =>
      code(add(pool, { maxFeePerGas, maxPriorityFeePerGas }))
    expect(replace(1_100_000_001n, 11n)).toBe('REPLACEMENT_UNDERPRICED')
    expect(replace(1_100_000_002n, 10n)).toBe('REPLACEMENT_UNDERPRICED')
    expect(replace(1_100_000_002n, 11n)).toBe('replaced')
  })

  test('names the old one, which is then gone', () => {
    const pool = newPool()
    const first = add(pool)
    const second = add(pool, { maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 2_000_000n })
    if (first.kind !== 'accepted' || second.kind !== 'replaced') throw new Error('unexpected')
    expect(second.old).toBe(first.pooled)
    expect(second.removals).toEqual([{ pooled: first.pooled, reason: 'replaced' }])
    expect(pool.get(first.pooled.transaction.hash)).toBeUndefined()
    expect(pool.status()).toEqual({ pending: 1, queued: 0 })
    expect(pool.byteCount).toBe(second.pooled.raw.length)
  })
})

describe('the order of sealing', () => {
  test('is by effective tip, then by arrival, and by nonce within an account', () => {
    const pool = newPool()
    add(pool, { signer: 1, nonce: 0, maxPriorityFeePerGas: 5n })
    add(pool, { signer: 1, nonce: 1, maxPriorityFeePerGas: 100n })
    add(pool, { signer: 2, nonce: 0, maxPriorityFeePerGas: 10n })
    add(pool, { signer: 3, nonce: 0, maxPriorityFeePerGas: 10n })
    expect(inOrder(pool)).toEqual(['2:0', '3:0', '1:0', '1:1'])
  })

  test('reckons the tip with what the base fee leaves, and passes over who cannot pay the base fee', () => {
    const pool = newPool()
    add(pool, { signer: 1, maxFeePerGas: 2_000_005n, maxPriorityFeePerGas: 100n })
    add(pool, { signer: 2, maxFeePerGas: 9_000_000n, maxPriorityFeePerGas: 50n })
    add(pool, { signer: 3, nonce: 0, maxFeePerGas: 1_999_999n, maxPriorityFeePerGas: 100n })
    add(pool, { signer: 3, nonce: 1, maxFeePerGas: 9_000_000n, maxPriorityFeePerGas: 100n })
    expect(inOrder(pool, 2_000_000n)).toEqual(['2:0', '1:0'])
  })

  test('leaves out what waits behind a gap, until the gap closes', () => {
    const pool = newPool()
    add(pool, { nonce: 1 })
    expect(inOrder(pool)).toEqual([])
    expect(pool.status()).toEqual({ pending: 0, queued: 1 })
    add(pool, { nonce: 0 })
    expect(inOrder(pool)).toEqual(['0:0', '0:1'])
    expect(pool.pendingNonce(accountAddress(0))).toBe(2n)
  })

  test('leaves an account alone after one of its transactions was not taken', () => {
    const pool = newPool()
    add(pool, { signer: 1, nonce: 0 })
    add(pool, { signer: 1, nonce: 1 })
    add(pool, { signer: 2, nonce: 0 })
    const best = pool.best(BASE_FEE_FLOOR)
    best.next()
    best.skipAccount(accountAddress(1))
    expect(best.next()?.transaction.signer).toBe(accountAddress(2))
    expect(best.next()).toBeUndefined()
  })
})

describe('a full pool', () => {
  test('gives up what waits behind a gap first, then the lowest tip, the youngest of equals', () => {
    const pool = newPool({ maxTransactions: 4 })
    add(pool, { signer: 1, maxPriorityFeePerGas: 10n })
    add(pool, { signer: 2, maxPriorityFeePerGas: 20n })
    add(pool, { signer: 3, nonce: 1, maxPriorityFeePerGas: 1_000n })
    add(pool, { signer: 4, maxPriorityFeePerGas: 10n })
    const evictedBy = (signer: number, maxPriorityFeePerGas: bigint) => {
      const outcome = add(pool, { signer, maxPriorityFeePerGas })
      return outcome.kind === 'rejected'
        ? outcome.error.code
        : outcome.removals.map(({ pooled }) => name(pooled))
    }
    expect(evictedBy(5, 30n)).toEqual(['3:1'])
    expect(evictedBy(6, 10n)).toBe('POOL_FULL')
    expect(evictedBy(7, 11n)).toEqual(['4:0'])
    expect(evictedBy(8, 11n)).toEqual(['1:0'])
    expect(pool.status()).toEqual({ pending: 4, queued: 0 })
  })

  test('never opens a gap: of an account the last nonce goes', () => {
    const pool = newPool({ maxTransactions: 3 })
    add(pool, { signer: 1, nonce: 0, maxPriorityFeePerGas: 1n })
    add(pool, { signer: 1, nonce: 1, maxPriorityFeePerGas: 30n })
    add(pool, { signer: 2, nonce: 0, maxPriorityFeePerGas: 50n })
    const outcome = add(pool, { signer: 3, maxPriorityFeePerGas: 40n })
    expect(outcome.removals.map(({ pooled }) => name(pooled))).toEqual(['1:1'])
  })

  test('changes nothing when even all evictions that it may make would not do', () => {
    const pool = newPool({ maxBytes: 1_000 })
    add(pool, { signer: 1, dataSize: 300, maxPriorityFeePerGas: 1n })
    add(pool, { signer: 2, dataSize: 300, maxPriorityFeePerGas: 9n })
    const before = inOrder(pool)
    expect(code(add(pool, { signer: 3, dataSize: 700, maxPriorityFeePerGas: 5n }))).toBe(
      'POOL_FULL',
    )
    expect(inOrder(pool)).toEqual(before)
    expect(code(add(pool, { signer: 3, dataSize: 300, maxPriorityFeePerGas: 5n }))).toBe('accepted')
  })
})

describe('a new block', () => {
  test('removes what it included and what its account cannot use any more', () => {
    const pool = newPool()
    const first = examinedTransaction({ signer: 1, nonce: 0 })
    pool.add(first, { nowMs: 0 })
    add(pool, { signer: 1, nonce: 1 })
    add(pool, { signer: 1, nonce: 2 })
    const removals = pool.onBlock({
      included: [first.transaction.hash],
      skipped: [],
      // Somebody else's transaction raised the nonce by another one (EIP-7702).
      accounts: new Map([[accountAddress(1), { nonce: 2n, balance: 10n ** 24n }]]),
    })
    expect(removals.map(({ pooled, reason }) => [name(pooled), reason])).toEqual([
      ['1:1', 'nonce-used'],
    ])
    expect(inOrder(pool)).toEqual(['1:2'])
  })

  test('drops what became invalid and keeps what may pass later', () => {
    const pool = newPool()
    const refused = examinedTransaction({ signer: 1 })
    const waiting = examinedTransaction({ signer: 2 })
    pool.add(refused, { nowMs: 0 })
    pool.add(waiting, { nowMs: 0 })
    const removals = pool.onBlock({
      included: [],
      skipped: [
        { hash: refused.transaction.hash, reason: 'cannot-pay' },
        { hash: waiting.transaction.hash, reason: 'block-full' },
      ],
      accounts: new Map(),
    })
    expect(removals.map(({ pooled, reason }) => [name(pooled), reason])).toEqual([
      ['1:0', 'cannot-pay'],
    ])
    expect(inOrder(pool)).toEqual(['2:0'])
  })
})

describe('a reorganisation', () => {
  const states = (...nonces: number[]) =>
    new Map(nonces.map((nonce, i) => [accountAddress(i), { nonce: BigInt(nonce), balance: 0n }]))

  test('brings the transactions of abandoned blocks back in their order, ahead of all others', () => {
    const pool = newPool()
    add(pool, { signer: 0, nonce: 2, accountNonce: 2, maxPriorityFeePerGas: 500_000_000n })
    const orphans = [
      { examined: examinedTransaction({ signer: 1, maxPriorityFeePerGas: 1n }), blockNumber: 7 },
      { examined: examinedTransaction({ signer: 0, nonce: 0 }), blockNumber: 8 },
      { examined: examinedTransaction({ signer: 0, nonce: 1 }), blockNumber: 8 },
    ]
    expect(pool.onReorg(orphans, states(0, 0), 0)).toEqual([])
    expect(inOrder(pool)).toEqual(['1:0', '0:0', '0:1', '0:2'])
    // A deeper one puts what stood before in front.
    pool.onReorg(
      [{ examined: examinedTransaction({ signer: 2 }), blockNumber: 6 }],
      states(0, 0, 0),
      0,
    )
    expect(inOrder(pool)).toEqual(['2:0', '1:0', '0:0', '0:1', '0:2'])
  })

  test('reports orphans whose nonce the new chain has used', () => {
    const pool = newPool()
    const orphan = { examined: examinedTransaction({ signer: 0, nonce: 0 }), blockNumber: 3 }
    expect(pool.onReorg([orphan], states(1), 0).map(({ reason }) => reason)).toEqual(['nonce-used'])
    expect(pool.status()).toEqual({ pending: 0, queued: 0 })
  })

  test('keeps orphans that cannot pay for a while: their deposit may come back', () => {
    const pool = newPool({ queuedLifetimeMs: 1_000 })
    const orphan = { examined: examinedTransaction({ signer: 0, value: 1n }), blockNumber: 3 }
    expect(pool.onReorg([orphan], states(0), 0)).toEqual([])
    const skipped = [{ hash: orphan.examined.transaction.hash, reason: 'cannot-pay' as const }]
    expect(pool.onBlock({ included: [], skipped, accounts: states(0) })).toEqual([])
    expect(pool.expire(999)).toEqual([])
    expect(inOrder(pool)).toEqual(['0:0'])
    expect(pool.expire(1_000).map(({ pooled, reason }) => [name(pooled), reason])).toEqual([
      ['0:0', 'expired'],
    ])
  })

  test('keeps what was acknowledged before a restart likewise', () => {
    const pool = newPool()
    const restored = examinedTransaction({ signer: 0, value: 1n, balance: 0n })
    expect(pool.restore([restored], 0)).toEqual([])
    const skipped = [{ hash: restored.transaction.hash, reason: 'cannot-pay' as const }]
    expect(pool.onBlock({ included: [], skipped, accounts: states(0) })).toEqual([])
    expect(inOrder(pool)).toEqual(['0:0'])
  })

  test('gives up what nobody can pay before anything else, whatever tip it promises', () => {
    const pool = newPool({ maxTransactions: 3 })
    for (const signer of [1, 2]) add(pool, { signer, maxPriorityFeePerGas: 1n })
    const tip = { maxPriorityFeePerGas: 900_000_000n }
    const unpaid = [11, 12, 13].map((signer) =>
      examinedTransaction({ signer, value: 1n, balance: 0n, ...tip }),
    )
    // One with many of which it could pay one is no better.
    const halfPaid = [0, 1, 2].map((nonce) =>
      examinedTransaction({ signer: 14, nonce, balance: 21_000n * 10n ** 9n, ...tip }),
    )
    const given = pool.restore([...unpaid, ...halfPaid], 0)
    expect(given.every(({ reason }) => reason === 'evicted')).toBe(true)
    expect(inOrder(pool)).toEqual(['14:0', '1:0', '2:0'])
    expect(code(add(pool, { signer: 3, maxPriorityFeePerGas: 2n }))).toBe('accepted')
  })

  test('evicts others for orphans, and never an orphan', () => {
    const pool = newPool({ maxTransactions: 2 })
    add(pool, { signer: 5 })
    add(pool, { signer: 6 })
    const orphans = [0, 1, 2].map((signer) => ({
      examined: examinedTransaction({ signer, maxPriorityFeePerGas: 0n }),
      blockNumber: 1,
    }))
    expect(pool.onReorg(orphans, states(0, 0, 0), 0)).toHaveLength(2)
    expect(inOrder(pool)).toEqual(['0:0', '1:0', '2:0'])
    expect(code(add(pool, { signer: 7, maxPriorityFeePerGas: 900_000_000n }))).toBe('POOL_FULL')
  })
})

test('what waits behind a gap for too long is given up, what is executable is not', () => {
  const pool = newPool({ queuedLifetimeMs: 1_000 })
  add(pool, { signer: 1, nonce: 0 }, 0)
  add(pool, { signer: 2, nonce: 1 }, 0)
  add(pool, { signer: 3, nonce: 1 }, 1)
  expect(pool.expire(1_000).map(({ pooled, reason }) => [name(pooled), reason])).toEqual([
    ['2:1', 'expired'],
  ])
  expect(pool.status()).toEqual({ pending: 1, queued: 1 })
})
