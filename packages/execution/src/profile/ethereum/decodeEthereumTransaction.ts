import { type Input, RLP } from '@ethereumjs/rlp'
import {
  type Address,
  asHash,
  InvalidTransactionError,
  keccak256,
  keccak256Hex,
  RlpReader,
  readAccessList,
  readAuthorizationList,
  recoverAddress,
  type TransactionHash,
  toHex,
} from '@mvm/protocol'
import type { Fork } from '../../engine/Fork.ts'
import { isSince } from '../../engine/isSince.ts'
import type { Blobs, ExecutableTransaction } from '../../transaction/ExecutableTransaction.ts'

/** secp256k1's order, halved: signatures above it are refused since Homestead (EIP-2). */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n

type TypedNumber = 1 | 2 | 3 | 4

/**
 * Decodes a transaction as Ethereum knows them: legacy with or without a chain id, and types 1 to 4, without a
 * bound on its size. The fork says what holds for signatures; whether it has the type is not asked here.
 * Throws {@link InvalidTransactionError} or {@link MalformedRlpError}.
 */
export function decodeEthereumTransaction(
  raw: Uint8Array,
  chainId: number,
  fork: Fork = 'osaka',
): ExecutableTransaction {
  const first = raw[0]
  if (first === undefined) throw new InvalidTransactionError({ reason: 'EMPTY' })
  if (first >= 0xc0) return decodeLegacy(raw, chainId, fork)
  if (first === 1 || first === 2 || first === 3 || first === 4) {
    return decodeTyped(first, raw, chainId)
  }
  throw new InvalidTransactionError({ reason: 'UNSUPPORTED_TYPE', detail: `first byte ${first}` })
}

function decodeLegacy(raw: Uint8Array, chainId: number, fork: Fork): ExecutableTransaction {
  const reader = new RlpReader(raw)
  const end = reader.enterList()
  const nonce = reader.uint(8)
  const gasPrice = reader.uint(32)
  const call = readCall(reader)
  const v = reader.uint(32)
  const signature = { r: reader.uint(32), s: reader.uint(32) }
  reader.leaveList(end)
  requireEnd(reader)
  const signed: Input[] = fieldsOf(raw).slice(0, 6)
  // EIP-155.
  const isProtected = v >= 35n && isSince(fork, 'spuriousDragon')
  if (isProtected) {
    requireChain((v - 35n) >> 1n, chainId)
    signed.push(BigInt(chainId), new Uint8Array(), new Uint8Array())
  } else if (v !== 27n && v !== 28n) {
    throw new InvalidTransactionError({ reason: 'SIGNATURE_OUT_OF_RANGE', detail: `v = ${v}` })
  }
  const yParity = Number(isProtected ? (v - 35n) & 1n : v - 27n)
  const signer = recover(keccak256(RLP.encode(signed)), { ...signature, yParity }, fork)
  return {
    ...describe(raw, 0, signer, nonce),
    ...call,
    maxFeePerGas: gasPrice,
    maxPriorityFeePerGas: gasPrice,
    accessList: [],
    authorizationList: [],
    blobs: null,
  }
}

function decodeTyped(type: TypedNumber, raw: Uint8Array, chainId: number): ExecutableTransaction {
  const reader = new RlpReader(raw, 1)
  const end = reader.enterList()
  requireChain(reader.uint(32), chainId)
  const nonce = reader.uint(8)
  const maxPriorityFeePerGas = reader.uint(32)
  const maxFeePerGas = type === 1 ? maxPriorityFeePerGas : reader.uint(32)
  const call = readCall(reader)
  if (call.to === null && type > 2) {
    throw new InvalidTransactionError({ reason: 'MALFORMED_RLP', detail: 'it has no recipient' })
  }
  const accessList = readAccessList(reader)
  const blobs = type === 3 ? readBlobs(reader) : null
  const authorizationList = type === 4 ? readAuthorizationList(reader) : []
  if (type === 4 && authorizationList.length === 0) {
    throw new InvalidTransactionError({ reason: 'SET_CODE_WITHOUT_AUTHORIZATIONS' })
  }
  const yParity = Number(reader.uint(1))
  const signature = { yParity, r: reader.uint(32), s: reader.uint(32) }
  reader.leaveList(end)
  requireEnd(reader)
  const list = RLP.encode(fieldsOf(raw.subarray(1)).slice(0, -3))
  const signer = recover(keccak256(Buffer.concat([Uint8Array.of(type), list])), signature, 'osaka')
  return {
    ...describe(raw, type, signer, nonce),
    ...call,
    maxFeePerGas,
    maxPriorityFeePerGas,
    accessList,
    authorizationList,
    blobs,
  }
}

function describe(raw: Uint8Array, type: number, signer: Address, nonce: bigint) {
  const hash = asHash<TransactionHash>(keccak256Hex(raw))
  return { type, hash, size: raw.length, signer, nonce }
}

function readCall(reader: RlpReader) {
  const gasLimit = reader.uint(8)
  const recipient = reader.bytes()
  if (recipient.length !== 0 && recipient.length !== 20) {
    throw new InvalidTransactionError({ reason: 'MALFORMED_RLP', detail: 'its recipient is none' })
  }
  const to = recipient.length === 0 ? null : (toHex(recipient) as Address)
  return { gasLimit, to, value: reader.uint(32), data: reader.bytes() }
}

function readBlobs(reader: RlpReader): Blobs {
  const maxFeePerBlobGas = reader.uint(32)
  const versionedHashes = reader.list(() => toHex(reader.bytesOfLength(32)))
  return { maxFeePerBlobGas, versionedHashes }
}

function fieldsOf(list: Uint8Array): Input[] {
  const fields = RLP.decode(list)
  if (fields instanceof Uint8Array) throw new InvalidTransactionError({ reason: 'MALFORMED_RLP' })
  return fields
}

function recover(
  digest: Uint8Array,
  { r, s, yParity }: { readonly r: bigint; readonly s: bigint; readonly yParity: number },
  fork: Fork,
): Address {
  if (yParity > 1 || r === 0n || s === 0n) {
    throw new InvalidTransactionError({ reason: 'SIGNATURE_OUT_OF_RANGE' })
  }
  if (s > HALF_ORDER && isSince(fork, 'homestead')) {
    throw new InvalidTransactionError({ reason: 'SIGNATURE_HIGH_S' })
  }
  const signature = Buffer.from(
    r.toString(16).padStart(64, '0') + s.toString(16).padStart(64, '0'),
    'hex',
  )
  const signer = recoverAddress(digest, signature, yParity)
  if (signer === undefined) throw new InvalidTransactionError({ reason: 'SIGNATURE_UNRECOVERABLE' })
  return signer
}

function requireChain(actual: bigint, expected: number): void {
  if (actual === BigInt(expected)) return
  throw new InvalidTransactionError({ reason: 'WRONG_CHAIN_ID', detail: `chain id ${actual}` })
}

function requireEnd(reader: RlpReader): void {
  if (reader.isAtEnd) return
  throw new InvalidTransactionError({ reason: 'MALFORMED_RLP', detail: 'bytes are left over' })
}
