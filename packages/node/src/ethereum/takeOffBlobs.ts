import { createHash } from 'node:crypto'
import { RLP } from '@ethereumjs/rlp'
import type { BlobSidecar } from '@mvm/execution'
import { InvalidTransactionError, toHex } from '@mvm/protocol'

const BLOB_TYPE = 3
const FIRST_LIST = 0xc0
const BLOB_BYTES = 131_072
const POINT_BYTES = 48
/** Cell proofs of each blob (EIP-7594). */
const CELLS = 128
const HASH_VERSION = '01'

/** A transaction as it is sent, taken apart. */
export interface SentTransaction {
  /** As it stands in a block. */
  readonly raw: Uint8Array
  /** `null` when no blobs came with it. */
  readonly sidecar: (BlobSidecar & { readonly versionedHashes: readonly string[] }) | null
}

/**
 * Takes the blobs off a transaction that came with some (EIP-4844, EIP-7594), and any other as it is. That blobs,
 * commitments and proofs are as many as they should be and of their sizes is looked at; not whether the proofs hold.
 * Throws {@link InvalidTransactionError}.
 */
export function takeOffBlobs(sent: Uint8Array): SentTransaction {
  if (sent[0] !== BLOB_TYPE) return { raw: sent, sidecar: null }
  const parts = decode(sent.subarray(1))
  const [body] = parts
  // In a block, the first item is the chain id.
  if (!Array.isArray(body)) return { raw: sent, sidecar: null }
  const isWithCells = parts.length === 5
  const [blobs, commitments, proofs] = parts.slice(isWithCells ? 2 : 1)
  const count = Array.isArray(blobs) ? blobs.length : 0
  if (isWithCells && toHex(parts[1] as Uint8Array) !== '0x01') throw malformed('an unknown version')
  requireItems(blobs, count, BLOB_BYTES, 'blobs')
  requireItems(commitments, count, POINT_BYTES, 'commitments')
  requireItems(proofs, isWithCells ? count * CELLS : count, POINT_BYTES, 'proofs')
  return {
    raw: Uint8Array.from(Buffer.concat([Uint8Array.of(BLOB_TYPE), RLP.encode(body)])),
    sidecar: {
      blobs,
      commitments,
      proofs,
      isWithCells,
      versionedHashes: commitments.map(versionedHash),
    },
  }
}

function decode(list: Uint8Array) {
  if ((list[0] ?? 0) < FIRST_LIST) throw malformed('no list')
  try {
    return RLP.decode(list) as readonly (Uint8Array | Uint8Array[])[]
  } catch {
    throw malformed('no RLP')
  }
}

function requireItems(
  items: unknown,
  count: number,
  size: number,
  what: string,
): asserts items is readonly Uint8Array[] {
  const isRight =
    Array.isArray(items) &&
    items.length === count &&
    items.every((item) => item instanceof Uint8Array && item.length === size)
  if (!isRight) throw malformed(`other ${what} than it should have`)
}

function versionedHash(commitment: Uint8Array): string {
  return `0x${HASH_VERSION}${createHash('sha256').update(commitment).digest('hex').slice(2)}`
}

function malformed(what: string): InvalidTransactionError {
  return new InvalidTransactionError({
    reason: 'MALFORMED_RLP',
    detail: `the blob transaction has ${what}`,
  })
}
