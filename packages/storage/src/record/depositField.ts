import type { DepositTransaction, Hash, TransactionHash } from '@mvm/protocol'
import type { RecordReader } from './RecordReader.ts'
import type { RecordWriter } from './RecordWriter.ts'

/** A deposit in a record, with the sender that its consensus encoding leaves out. */
export const depositField = {
  write(writer: RecordWriter, deposit: DepositTransaction): void {
    writer.fixedHex(deposit.hash, 32)
    writer.number(deposit.size)
    writer.fixedHex(deposit.sourceHash, 32)
    writer.fixedHex(deposit.from, 20)
    writer.fixedHex(deposit.to, 20)
    writer.bigint(deposit.mint)
    writer.bigint(deposit.value)
    writer.bigint(deposit.gasLimit)
    writer.byte(deposit.isSystem ? 1 : 0)
    writer.bytes(deposit.data)
    writer.fixedHex(deposit.sender, 20)
  },

  read(reader: RecordReader): DepositTransaction {
    return {
      type: 0x7e,
      hash: reader.hash<TransactionHash>(),
      size: reader.number(),
      sourceHash: reader.hash<Hash<'queue source'>>(),
      from: reader.address(),
      to: reader.address(),
      mint: reader.bigint(),
      value: reader.bigint(),
      gasLimit: reader.bigint(),
      isSystem: reader.byte() === 1,
      data: reader.bytes(),
      sender: reader.address(),
    }
  },
} as const
