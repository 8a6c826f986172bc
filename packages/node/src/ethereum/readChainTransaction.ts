import { decodeEthereumTransaction, type Fork } from '@mvm/execution'
import { RlpReader } from '@mvm/protocol'
import type { SignedChainTransaction } from '@mvm/rpc'
import { chainTransaction, type TransactionSignature } from './chainTransaction.ts'

const FIRST_LIST = 0xc0

/** A transaction of a block as the RPC shows it. Throws as `decodeEthereumTransaction` does. */
export function readChainTransaction(
  raw: Uint8Array,
  chainId: number,
  fork: Fork,
): SignedChainTransaction {
  const transaction = decodeEthereumTransaction(raw, chainId, fork)
  return chainTransaction(transaction, readSignature(raw, chainId))
}

function readSignature(raw: Uint8Array, chainId: number): TransactionSignature {
  const isLegacy = (raw[0] as number) >= FIRST_LIST
  const [v = 0n, r = 0n, s = 0n] = lastNumbers(raw, isLegacy ? 0 : 1)
  if (!isLegacy) return { chainId, r, s, yParity: Number(v) }
  if (v === 27n || v === 28n) return { chainId: null, r, s, yParity: Number(v - 27n) }
  return { chainId, r, s, yParity: Number((v - 35n) & 1n) }
}

/** The last three items of the list. */
function lastNumbers(raw: Uint8Array, start: number): bigint[] {
  const reader = new RlpReader(raw, start)
  reader.enterList()
  const starts: number[] = []
  while (!reader.isAtEnd) {
    starts.push(reader.position)
    reader.passOver()
  }
  return starts.slice(-3).map((position) => new RlpReader(raw, position).uint(32))
}
