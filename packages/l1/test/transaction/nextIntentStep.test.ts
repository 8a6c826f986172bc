import { asAddress, asHash } from '@mvm/protocol'
import { expect, test } from 'vitest'
import type { L1IntentRecord, L1Receipt } from '../../src/index.ts'
import {
  type IntentProgress,
  type IntentSight,
  nextIntentStep,
} from '../../src/transaction/nextIntentStep.ts'

const rules = { confirmations: 3, bumpAfterBlocks: 4, supersededAfterBlocks: 5 }
const GWEI = 10n ** 9n

const record: L1IntentRecord = {
  id: 'batch',
  nonce: 7,
  to: asAddress(`0x${'11'.repeat(20)}`),
  data: '0x',
  value: 0n,
  gasLimit: 21_000n,
  cancellation: null,
  attempts: [
    {
      transactionHash: asHash('0x01'),
      maxFeePerGas: 10n * GWEI,
      maxPriorityFeePerGas: GWEI,
      isCancellation: false,
    },
  ],
  raw: '0x',
  settlement: null,
}

function stepOf(
  sight: Partial<IntentSight>,
  progress: Partial<IntentProgress> = {},
  changes: Partial<L1IntentRecord> = {},
): string {
  return nextIntentStep(
    { ...record, ...changes },
    { broadcastAtBlock: 100, missingSinceBlock: null, ...progress },
    { headNumber: 100, baseFeePerGas: GWEI, accountNonce: 7, receipt: null, ...sight },
    rules,
  ).kind
}

function receiptIn(blockNumber: number): L1Receipt {
  return { blockNumber } as L1Receipt
}

test('settles with its confirmations and not one block earlier, whatever the nonce says', () => {
  expect(stepOf({ receipt: receiptIn(98), headNumber: 99, accountNonce: 8 })).toBe('wait')
  expect(stepOf({ receipt: receiptIn(98), headNumber: 100, accountNonce: 8 })).toBe('settle')
  expect(stepOf({ receipt: receiptIn(98), headNumber: 100, accountNonce: 7 })).toBe('settle')
  expect(stepOf({ receipt: receiptIn(102), headNumber: 100 })).toBe('wait')
})

test('believes that another transaction took its nonce only after some blocks', () => {
  expect(stepOf({ accountNonce: 8 })).toBe('miss')
  expect(stepOf({ accountNonce: 8, headNumber: 104 }, { missingSinceBlock: 100 })).toBe('wait')
  expect(stepOf({ accountNonce: 8, headNumber: 105 }, { missingSinceBlock: 100 })).toBe('supersede')
})

test('broadcasts at once when it has not yet, and waits for inclusion afterwards', () => {
  expect(stepOf({}, { broadcastAtBlock: null })).toBe('broadcast')
  expect(stepOf({ headNumber: 103 })).toBe('wait')
})

test('raises the fees of the account’s next transaction, and of a later one only if they are too low', () => {
  expect(stepOf({ headNumber: 104 })).toBe('replace')
  expect(stepOf({ headNumber: 104, accountNonce: 6 })).toBe('broadcast')
  expect(stepOf({ headNumber: 104, accountNonce: 6, baseFeePerGas: 11n * GWEI })).toBe('replace')
})

test('replaces an intent that was taken back at once, and only once', () => {
  const cancellation = { kind: 'asked' } as const
  expect(stepOf({}, {}, { cancellation })).toBe('replace')
  const attempts = record.attempts.map((attempt) => ({ ...attempt, isCancellation: true }))
  expect(stepOf({}, {}, { cancellation, attempts })).toBe('wait')
  expect(stepOf({ receipt: receiptIn(98) }, {}, { cancellation })).toBe('settle')
})
