import { RLP } from '@ethereumjs/rlp'
import type { Hex } from '../bytes/toHex.ts'
import { asHash, type TransactionHash } from '../hash/Hash.ts'
import { keccak256 } from '../hash/keccak256.ts'
import { keccak256Hex } from '../hash/keccak256Hex.ts'
import { addressOfPrivateKey } from '../signature/addressOfPrivateKey.ts'
import { signDigest } from '../signature/signDigest.ts'
import { encodeTransaction } from './encodeTransaction.ts'
import type { SignedTransaction } from './Transaction.ts'
import { transactionFields } from './transactionFields.ts'
import type { UnsignedTransaction } from './UnsignedTransaction.ts'

/** Signs a transaction. For tests, the CLI and the devnet: a wallet belongs elsewhere. */
export function signTransaction(fields: UnsignedTransaction, privateKey: Hex): SignedTransaction {
  const signature = signDigest(signingHash(fields), privateKey)
  const signed = {
    ...fields,
    ...signature,
    signer: addressOfPrivateKey(privateKey),
    hash: asHash<TransactionHash>('0x'),
    size: 0,
  } as SignedTransaction
  const raw = encodeTransaction(signed)
  return { ...signed, hash: asHash<TransactionHash>(keccak256Hex(raw)), size: raw.length }
}

function signingHash(fields: UnsignedTransaction): Uint8Array {
  const list = transactionFields(fields)
  if (fields.type === 0) return keccak256(RLP.encode([...list, BigInt(fields.chainId), 0, 0]))
  return keccak256(Buffer.concat([Uint8Array.of(fields.type), RLP.encode(list)]))
}
