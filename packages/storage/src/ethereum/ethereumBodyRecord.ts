import type { EthereumReceipt, StateRoot } from '@mvm/protocol'
import { RecordReader } from '../record/RecordReader.ts'
import { RecordWriter } from '../record/RecordWriter.ts'

/** What Ethereum's receipts have and the record of receipts has not. */
export interface ReceiptExtras {
  readonly stateRoot: StateRoot | null
  readonly blobGasUsed: bigint
}

/** An Ethereum block with what only its execution tells. */
export interface EthereumBody {
  /** RLP of the block. */
  readonly encoded: Uint8Array
  /** Wei per blob gas. */
  readonly blobGasPrice: bigint
  /** In the order of the receipts. */
  readonly extras: readonly ReceiptExtras[]
}

const VERSION = 1

export const ethereumBodyRecord = {
  encode(encoded: Uint8Array, receipts: readonly EthereumReceipt[]): Uint8Array {
    const writer = new RecordWriter(VERSION, 64 + encoded.length + receipts.length * 40)
    writer.bytes(encoded)
    writer.bigint(receipts[0]?.blobGasPrice ?? 0n)
    writer.number(receipts.length)
    for (const { stateRoot, blobGasUsed } of receipts) {
      writer.byte(stateRoot === null ? 0 : 1)
      if (stateRoot !== null) writer.fixedHex(stateRoot, 32)
      writer.bigint(blobGasUsed)
    }
    return writer.finish()
  },

  decode(bytes: Uint8Array): EthereumBody {
    const reader = new RecordReader(bytes, VERSION, 'an Ethereum block')
    const encoded = reader.bytes()
    const blobGasPrice = reader.bigint()
    const extras: ReceiptExtras[] = []
    for (let left = reader.number(); left > 0; left--) {
      const stateRoot = reader.byte() === 0 ? null : reader.hash<StateRoot>()
      extras.push({ stateRoot, blobGasUsed: reader.bigint() })
    }
    reader.end()
    return { encoded, blobGasPrice, extras }
  },
} as const
