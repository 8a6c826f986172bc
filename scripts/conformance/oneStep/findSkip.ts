import { fromHex, MAX_TRANSACTION_SIZE } from '@mvm/protocol'
import type { StateTestCase } from '../StateTest.ts'

const BLOB_TYPE = 3

/** Why a case says nothing about a rollup; `null` if it does. */
export function findSkip({ fork, test, expected }: StateTestCase): string | null {
  const raw = fromHex(expected.txbytes)
  if (fork !== 'Osaka') return `of the fork ${fork}`
  if (raw[0] === BLOB_TYPE) return 'with blobs (type 3)'
  if (raw.length > MAX_TRANSACTION_SIZE) return 'of more than 60 KiB'
  if (BigInt(test.env.currentNumber) === 0n) return 'in block 0'
  return null
}
