import { type Address, asAddress } from '../account/Address.ts'
import { toBigInt } from '../bytes/toBigInt.ts'
import { toHex } from '../bytes/toHex.ts'
import { InvalidTransactionError } from '../error/InvalidTransactionError.ts'
import { MalformedRlpError } from '../error/MalformedRlpError.ts'
import { asHash, type TransactionHash } from '../hash/Hash.ts'
import { keccak256 } from '../hash/keccak256.ts'
import { keccak256Hex } from '../hash/keccak256Hex.ts'
import { listHeader } from '../rlp/listHeader.ts'
import { RlpReader } from '../rlp/RlpReader.ts'
import { joinSignature } from '../signature/joinSignature.ts'
import { recoverAddress } from '../signature/recoverAddress.ts'
import { MAX_SIGNATURE_S, SECP256K1_ORDER } from '../signature/SECP256K1_ORDER.ts'
import { legacySuffix } from './legacySuffix.ts'
import { MAX_TRANSACTION_GAS, MAX_TRANSACTION_SIZE, NONCE_LIMIT } from './limits.ts'
import { readAccessList } from './readAccessList.ts'
import { readAuthorizationList } from './readAuthorizationList.ts'
import type { SignedTransaction } from './Transaction.ts'

export interface DecodeTransactionOptions {
  /** The chain that the transaction must be meant for; `'any'` to look at transactions, never to execute them. */
  readonly chainId: number | 'any'
}

/**
 * Decodes a signed transaction of type 0 (EIP-155), 1, 2 or 4 and recovers its signer. Checks all that
 * needs no state but gas and prices: canonical encoding, ranges, size, signature, chain (spec 2.2).
 * `data` is a view of `raw`, so `raw` must not change afterwards.
 *
 * Throws {@link InvalidTransactionError} and nothing else, on any bytes.
 */
export function decodeTransaction(
  raw: Uint8Array,
  options: DecodeTransactionOptions,
): SignedTransaction {
  const first = raw[0]
  if (first === undefined) throw new InvalidTransactionError({ reason: 'EMPTY' })
  if (raw.length > MAX_TRANSACTION_SIZE) {
    throw new InvalidTransactionError({ reason: 'TOO_LARGE', detail: `${raw.length} bytes` })
  }
  try {
    if (first >= 0xc0) return decodeLegacy(raw, options.chainId)
    if (first === 1 || first === 2 || first === 4) return decodeTyped(first, raw, options.chainId)
  } catch (error) {
    if (!(error instanceof MalformedRlpError)) throw error
    throw new InvalidTransactionError({
      reason: 'MALFORMED_RLP',
      detail: `at byte ${error.offset} ${error.problem}`,
      cause: error,
    })
  }
  throw new InvalidTransactionError({ reason: 'UNSUPPORTED_TYPE', detail: `first byte ${first}` })
}

function decodeLegacy(raw: Uint8Array, expectedChainId: number | 'any'): SignedTransaction {
  const reader = new RlpReader(raw)
  const end = reader.enterList()
  const contentStart = reader.position
  const nonce = readNonce(reader)
  const gasPrice = reader.uint(32)
  const gasLimit = readGasLimit(reader)
  const to = readTo(reader)
  const value = reader.uint(32)
  const data = reader.bytes()
  const content = raw.subarray(contentStart, reader.position)
  const v = reader.uint(32)
  if (v === 27n || v === 28n) throw new InvalidTransactionError({ reason: 'NOT_REPLAY_PROTECTED' })
  if (v < 35n) {
    throw new InvalidTransactionError({ reason: 'SIGNATURE_OUT_OF_RANGE', detail: `v = ${v}` })
  }
  const yParity = Number((v - 35n) & 1n)
  const chainId = checkChainId((v - 35n) >> 1n, expectedChainId)
  const signature = readSignature(reader, yParity)
  reader.leaveList(end)
  checkNothingFollows(reader)

  // EIP-155 signs rlp([…six fields, chainId, 0, 0]).
  const suffix = legacySuffix(chainId)
  const signer = recoverSigner(
    signature,
    listHeader(content.length + suffix.length),
    content,
    suffix,
  )
  return {
    type: 0,
    hash: hashOf(raw),
    signer,
    size: raw.length,
    chainId,
    nonce,
    gasPrice,
    gasLimit,
    to,
    value,
    data,
    r: signature.r,
    s: signature.s,
    yParity,
  }
}

function decodeTyped(
  type: 1 | 2 | 4,
  raw: Uint8Array,
  expectedChainId: number | 'any',
): SignedTransaction {
  const reader = new RlpReader(raw, 1)
  const end = reader.enterList()
  const contentStart = reader.position
  const chainId = checkChainId(reader.uint(32), expectedChainId)
  const nonce = readNonce(reader)
  // Type 1 has one price, the others the tip first and the maximum after it.
  const firstPrice = reader.uint(32)
  const maxFeePerGas = type === 1 ? firstPrice : reader.uint(32)
  const gasLimit = readGasLimit(reader)
  const to = type === 4 ? asAddress(toHex(reader.bytesOfLength(20))) : readTo(reader)
  const value = reader.uint(32)
  const data = reader.bytes()
  const accessList = readAccessList(reader)
  const authorizationList = type === 4 ? readAuthorizationList(reader) : []
  const content = raw.subarray(contentStart, reader.position)
  const yParity = Number(reader.uint(1))
  const signature = readSignature(reader, yParity)
  reader.leaveList(end)
  checkNothingFollows(reader)
  if (type === 4 && authorizationList.length === 0) {
    throw new InvalidTransactionError({ reason: 'SET_CODE_WITHOUT_AUTHORIZATIONS' })
  }

  const signer = recoverSigner(signature, Uint8Array.of(type), listHeader(content.length), content)
  const shared = {
    hash: hashOf(raw),
    signer,
    size: raw.length,
    chainId,
    nonce,
    gasLimit,
    value,
    data,
    accessList,
    r: signature.r,
    s: signature.s,
    yParity,
  }
  if (type === 1) return { type, ...shared, to, gasPrice: firstPrice }
  const prices = { maxFeePerGas, maxPriorityFeePerGas: firstPrice }
  if (type === 2) return { type, ...shared, ...prices, to }
  return { type, ...shared, ...prices, to: to as Address, authorizationList }
}

interface RecoverableSignature {
  readonly r: bigint
  readonly s: bigint
  readonly yParity: number
  readonly bytes: Uint8Array
}

function readSignature(reader: RlpReader, yParity: number): RecoverableSignature {
  const rBytes = readWord(reader)
  const sBytes = readWord(reader)
  const r = toBigInt(rBytes)
  const s = toBigInt(sBytes)
  if (yParity > 1 || r === 0n || r >= SECP256K1_ORDER || s === 0n || s >= SECP256K1_ORDER) {
    throw new InvalidTransactionError({ reason: 'SIGNATURE_OUT_OF_RANGE' })
  }
  if (s > MAX_SIGNATURE_S) throw new InvalidTransactionError({ reason: 'SIGNATURE_HIGH_S' })
  return { r, s, yParity, bytes: joinSignature(rBytes, sBytes) }
}

function readWord(reader: RlpReader): Uint8Array {
  const offset = reader.position
  const bytes = reader.bytes()
  if (bytes.length > 32 || bytes[0] === 0) {
    throw new MalformedRlpError({ offset, problem: 'an integer is not in its shortest form' })
  }
  return bytes
}

function recoverSigner(signature: RecoverableSignature, ...signedBytes: Uint8Array[]): Address {
  const digest = keccak256(Buffer.concat(signedBytes))
  const signer = recoverAddress(digest, signature.bytes, signature.yParity)
  if (signer === undefined) throw new InvalidTransactionError({ reason: 'SIGNATURE_UNRECOVERABLE' })
  return signer
}

function readNonce(reader: RlpReader): bigint {
  const nonce = reader.uint(8)
  if (nonce >= NONCE_LIMIT) throw new InvalidTransactionError({ reason: 'NONCE_TOO_HIGH' })
  return nonce
}

function readGasLimit(reader: RlpReader): bigint {
  const gasLimit = reader.uint(8)
  if (gasLimit > MAX_TRANSACTION_GAS) {
    throw new InvalidTransactionError({ reason: 'GAS_LIMIT_TOO_HIGH', detail: `${gasLimit}` })
  }
  return gasLimit
}

function readTo(reader: RlpReader): Address | null {
  const offset = reader.position
  const bytes = reader.bytes()
  if (bytes.length === 0) return null
  if (bytes.length === 20) return asAddress(toHex(bytes))
  throw new MalformedRlpError({ offset, problem: `an address has ${bytes.length} bytes` })
}

function checkChainId(chainId: bigint, expected: number | 'any'): number {
  // No MVM chain id is above 2^53 (spec 3), so that a number always holds it exactly.
  if (
    chainId > BigInt(Number.MAX_SAFE_INTEGER) ||
    (expected !== 'any' && chainId !== BigInt(expected))
  ) {
    throw new InvalidTransactionError({
      reason: 'WRONG_CHAIN_ID',
      detail: `chain id ${chainId}${expected === 'any' ? '' : ` instead of ${expected}`}`,
    })
  }
  return Number(chainId)
}

function checkNothingFollows(reader: RlpReader): void {
  if (reader.isAtEnd) return
  throw new MalformedRlpError({ offset: reader.position, problem: 'there are bytes left over' })
}

function hashOf(raw: Uint8Array): TransactionHash {
  return asHash<TransactionHash>(keccak256Hex(raw))
}
