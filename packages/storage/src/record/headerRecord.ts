import type {
  Accumulator,
  BlockHash,
  BlockHeader,
  Hash,
  StateRoot,
  StorageRoot,
} from '@mvm/protocol'
import { bloomField } from './bloomField.ts'
import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

const VERSION = 1

export const headerRecord = {
  encode(header: BlockHeader): Uint8Array {
    const writer = new RecordWriter(VERSION, 640)
    writer.fixedHex(header.parentHash, 32)
    writer.fixedHex(header.coinbase, 20)
    writer.fixedHex(header.stateRoot, 32)
    writer.fixedHex(header.transactionsRoot, 32)
    writer.fixedHex(header.receiptsRoot, 32)
    writer.number(header.number)
    writer.bigint(header.gasLimit)
    writer.bigint(header.gasUsed)
    writer.number(header.timestamp)
    writer.hex(header.extraData)
    writer.fixedHex(header.prevRandao, 32)
    writer.bigint(header.baseFeePerGas)
    writer.fixedHex(header.withdrawalsRoot, 32)
    bloomField.write(writer, header.logsBloom)
    return writer.finish()
  },

  decode(bytes: Uint8Array): BlockHeader {
    const reader = new RecordReader(bytes, VERSION, 'a header')
    const fields = {
      parentHash: reader.hash<BlockHash>(),
      coinbase: reader.address(),
      stateRoot: reader.hash<StateRoot>(),
      transactionsRoot: reader.hash<Accumulator>(),
      receiptsRoot: reader.hash<Accumulator>(),
      number: reader.number(),
      gasLimit: reader.bigint(),
      gasUsed: reader.bigint(),
      timestamp: reader.number(),
      extraData: reader.hex(),
      prevRandao: reader.hash<Hash<'randao'>>(),
      baseFeePerGas: reader.bigint(),
      withdrawalsRoot: reader.hash<StorageRoot>(),
      logsBloom: bloomField.read(reader),
    }
    reader.end()
    return fields
  },
} as const
