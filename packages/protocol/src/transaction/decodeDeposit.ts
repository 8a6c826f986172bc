import { type Address, asAddress } from '../account/Address.ts'
import { toHex } from '../bytes/toHex.ts'
import { InvalidTransactionError } from '../error/InvalidTransactionError.ts'
import { MalformedRlpError } from '../error/MalformedRlpError.ts'
import { asHash, type Hash, type TransactionHash } from '../hash/Hash.ts'
import { keccak256Hex } from '../hash/keccak256Hex.ts'
import { RlpReader } from '../rlp/RlpReader.ts'
import type { DepositTransaction } from './Transaction.ts'

/**
 * Decodes a deposit. `sender` is not part of the encoding and comes from the queue element.
 * `data` is a view of `raw`. Throws {@link InvalidTransactionError}.
 */
export function decodeDeposit(raw: Uint8Array, sender: Address): DepositTransaction {
  if (raw[0] !== 0x7e) {
    throw new InvalidTransactionError({ reason: 'UNSUPPORTED_TYPE', detail: 'not a deposit' })
  }
  try {
    const reader = new RlpReader(raw, 1)
    const end = reader.enterList()
    const deposit: DepositTransaction = {
      type: 0x7e,
      hash: asHash<TransactionHash>(keccak256Hex(raw)),
      size: raw.length,
      sourceHash: asHash<Hash<'queue source'>>(toHex(reader.bytesOfLength(32))),
      from: asAddress(toHex(reader.bytesOfLength(20))),
      to: asAddress(toHex(reader.bytesOfLength(20))),
      mint: reader.uint(32),
      value: reader.uint(32),
      gasLimit: reader.uint(8),
      isSystem: readBoolean(reader),
      data: reader.bytes(),
      sender,
    }
    reader.leaveList(end)
    if (!reader.isAtEnd) {
      throw new MalformedRlpError({ offset: reader.position, problem: 'there are bytes left over' })
    }
    return deposit
  } catch (error) {
    if (!(error instanceof MalformedRlpError)) throw error
    throw new InvalidTransactionError({
      reason: 'MALFORMED_RLP',
      detail: `at byte ${error.offset} ${error.problem}`,
      cause: error,
    })
  }
}

function readBoolean(reader: RlpReader): boolean {
  const offset = reader.position
  const value = reader.uint(1)
  if (value > 1n) throw new MalformedRlpError({ offset, problem: 'a boolean is neither 0 nor 1' })
  return value === 1n
}
