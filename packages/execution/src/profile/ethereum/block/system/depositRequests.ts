import { type Address, fromHex, type Log, toBigInt } from '@mvm/protocol'

/** Topic of `DepositEvent(bytes,bytes,bytes,bytes,bytes)` (EIP-6110). */
const DEPOSIT_EVENT = '0x649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5'

const WORD = 32
/** Bytes of pubkey, withdrawal credentials, amount, signature and index, in the order in which they are logged. */
const FIELD_SIZES = [48, 32, 8, 96, 8] as const
const EVENT_SIZE = 576

/**
 * The deposits among a block's logs as EIP-6110 hands them to the beacon chain, joined. `null` if a log of the
 * contract has another layout, which makes the block invalid.
 */
export function depositRequests(logs: readonly Log[], depositContract: Address): Uint8Array | null {
  const deposits: Uint8Array[] = []
  for (const { address, topics, data } of logs) {
    if (address !== depositContract || topics[0] !== DEPOSIT_EVENT) continue
    const deposit = parseEvent(fromHex(data))
    if (deposit === null) return null
    deposits.push(...deposit)
  }
  return Buffer.concat(deposits)
}

function parseEvent(data: Uint8Array): Uint8Array[] | null {
  if (data.length !== EVENT_SIZE) return null
  const wordAt = (offset: number): bigint => toBigInt(data.subarray(offset, offset + WORD))
  const fields: Uint8Array[] = []
  let offset = FIELD_SIZES.length * WORD
  for (const [index, size] of FIELD_SIZES.entries()) {
    if (wordAt(index * WORD) !== BigInt(offset) || wordAt(offset) !== BigInt(size)) return null
    fields.push(data.subarray(offset + WORD, offset + WORD + size))
    offset += WORD + Math.ceil(size / WORD) * WORD
  }
  return fields
}
