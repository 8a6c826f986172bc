import { decodeEthereumBlock, decodeEthereumHeader, type EthereumHeader } from '@mvm/execution'
import type { EthereumReceipt, Receipt } from '@mvm/protocol'
import type { BlockReference } from '../block/BlockReference.ts'
import { ChainReader } from '../block/ChainReader.ts'
import { StorageCorruptError } from '../error/StorageCorruptError.ts'
import type { Store } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'
import { type EthereumBody, ethereumBodyRecord } from './ethereumBodyRecord.ts'
import type { StoredEthereumBlock } from './StoredEthereumBlock.ts'

/** Reads an Ethereum chain from a store; indices, receipts and logs are laid out as a DAC's. */
export class EthereumChainReader {
  /** For all that does not differ. */
  readonly chain: ChainReader
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
    this.chain = new ChainReader(store)
  }

  headerAt({ number, hash }: BlockReference): EthereumHeader | undefined {
    const bytes = this.#store.get(storageKey.header(number, hash))
    return bytes === undefined ? undefined : decodeEthereumHeader(bytes)
  }

  blockAt(reference: BlockReference): StoredEthereumBlock | undefined {
    const { number, hash } = reference
    const bytes = this.#store.get(storageKey.body(number, hash))
    if (bytes === undefined) return undefined
    const body = ethereumBodyRecord.decode(bytes)
    const stored = () => {
      const receipts = this.chain.receiptsAt(reference)
      if (receipts !== undefined) return receipts
      throw new StorageCorruptError({
        what: `the receipts of block ${number}`,
        reason: 'they are missing',
      })
    }
    return {
      block: decodeEthereumBlock(body.encoded),
      hash,
      transactionHashes: () => stored().transactionHashes(),
      receipts: () =>
        stored()
          .all()
          .map((receipt, index) => ethereumReceipt(receipt, body, index)),
    }
  }

  /** A receipt of a block, from its common part. */
  receiptOf(reference: BlockReference, receipt: Receipt, index: number): EthereumReceipt {
    const bytes = this.#store.get(storageKey.body(reference.number, reference.hash))
    if (bytes !== undefined)
      return ethereumReceipt(receipt, ethereumBodyRecord.decode(bytes), index)
    throw new StorageCorruptError({ what: `block ${reference.number}`, reason: 'it is missing' })
  }
}

function ethereumReceipt(
  { l1Fee, taxPaid, charterVersion, inclusion, ...common }: Receipt,
  { blobGasPrice, extras }: EthereumBody,
  index: number,
): EthereumReceipt {
  const { stateRoot, blobGasUsed } = extras[index] ?? { stateRoot: null, blobGasUsed: 0n }
  return { ...common, stateRoot, blobGasUsed, blobGasPrice }
}
