import { join } from 'node:path'
import {
  type Address,
  type BlockHash,
  type DepositTransaction,
  decodeTransaction,
  type TransactionHash,
} from '@mvm/protocol'
import { StorageUnit, type VerifyReport } from '@mvm/storage'
import type { TestNetwork } from './TestNetwork.ts'
import type { TestNode } from './TestNode.ts'

/** What a node's storage unit holds. */
export interface StoredChain {
  readonly verify: VerifyReport
  /** By number. */
  readonly blockHashes: readonly BlockHash[]
  /** In the order of the chain, deposits left out. */
  readonly transactionHashes: readonly TransactionHash[]
  /** Deposits from the queue, in the order of the chain. */
  readonly deposits: readonly DepositTransaction[]
  /** The nonces of each signer in the order of the chain. */
  readonly nonces: ReadonlyMap<Address, readonly number[]>
}

/** Opens the storage unit of a node that has ended, checks it and reads it from genesis to head. */
export async function readStoredChain(
  { dac: { chainId } }: TestNetwork,
  { folder }: TestNode,
): Promise<StoredChain> {
  const unit = await StorageUnit.open(join(folder, 'dacs', String(chainId)), {
    chainId,
    access: 'read',
  })
  try {
    const blockHashes: BlockHash[] = []
    const transactionHashes: TransactionHash[] = []
    const deposits: DepositTransaction[] = []
    const nonces = new Map<Address, number[]>()
    for await (const block of unit.readBlockRange(0, unit.heads().unsafe.number)) {
      blockHashes.push(block.hash)
      for (const raw of block.transactions) {
        if (!(raw instanceof Uint8Array)) {
          deposits.push(raw)
          continue
        }
        const { hash, signer, nonce } = decodeTransaction(raw, { chainId })
        transactionHashes.push(hash)
        nonces.set(signer, [...(nonces.get(signer) ?? []), Number(nonce)])
      }
    }
    return { verify: await unit.verify(), blockHashes, transactionHashes, deposits, nonces }
  } finally {
    await unit.close()
  }
}
