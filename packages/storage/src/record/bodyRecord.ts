import type { BlockInput, DepositTransaction, Hash, L1BlockHash, OutputRoot } from '@mvm/protocol'
import type { SkippedInput } from '../block/StoredBlock.ts'
import { depositField } from './depositField.ts'
import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

/** A block without its header and receipts. */
export interface BlockBody {
  readonly input: BlockInput
  readonly skipped: readonly SkippedInput[]
  readonly outputRoot: OutputRoot
}

const VERSION = 1

export const bodyRecord = {
  encode({ input, skipped, outputRoot }: BlockBody): Uint8Array {
    const payloadBytes = input.transactions.reduce((sum, { length }) => sum + length + 4, 0)
    const writer = new RecordWriter(VERSION, 256 + payloadBytes)
    writer.fixedHex(outputRoot, 32)
    writer.number(input.chainId)
    writer.number(input.number)
    writer.number(input.timestamp)
    writer.number(input.origin.number)
    writer.fixedHex(input.origin.hash, 32)
    writer.number(input.origin.timestamp)
    writer.fixedHex(input.origin.prevRandao, 32)
    writer.bigint(input.origin.baseFeePerGas)
    writer.bigint(input.feeScalar)
    writer.fixedHex(input.coinbase, 20)
    writer.number(input.deposits.length)
    for (const deposit of input.deposits) depositField.write(writer, deposit)
    writer.number(input.transactions.length)
    for (const transaction of input.transactions) writer.bytes(transaction)
    writer.number(skipped.length)
    for (const { index, reason } of skipped) {
      writer.number(index)
      writer.text(reason)
    }
    return writer.finish()
  },

  decode(bytes: Uint8Array): BlockBody {
    const reader = new RecordReader(bytes, VERSION, 'a block')
    const outputRoot = reader.hash<OutputRoot>()
    const head = {
      chainId: reader.number(),
      number: reader.number(),
      timestamp: reader.number(),
      origin: {
        number: reader.number(),
        hash: reader.hash<L1BlockHash>(),
        timestamp: reader.number(),
        prevRandao: reader.hash<Hash<'randao'>>(),
        baseFeePerGas: reader.bigint(),
      },
      feeScalar: reader.bigint(),
      coinbase: reader.address(),
    }
    const deposits: DepositTransaction[] = []
    for (let left = reader.number(); left > 0; left--) deposits.push(depositField.read(reader))
    const transactions: Uint8Array[] = []
    for (let left = reader.number(); left > 0; left--) transactions.push(reader.bytes())
    const skipped: SkippedInput[] = []
    for (let left = reader.number(); left > 0; left--) {
      skipped.push({ index: reader.number(), reason: reader.text() })
    }
    reader.end()
    return { outputRoot, input: { ...head, deposits, transactions }, skipped }
  },
} as const
